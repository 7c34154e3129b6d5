import { AnswerCard } from "#components/ui/answer-card.tsx";
import { formatDate } from "#lib/dates.ts";
import { needsBoard, rolesToAccept } from "#lib/risks/policy.ts";
import type { AcceptanceRow, Risk } from "#lib/risks/queries/record.ts";
import { acceptanceStanding } from "#lib/risks/risk.ts";

type Props = {
  risk: Risk;
  limit: number;
  newest: AcceptanceRow | undefined;
  roles: Record<string, string>;
  today: string;
};

export function AppetiteAnswer({ risk, limit, newest, roles, today }: Props) {
  const above = risk.score > limit;
  const overdue = risk.nextReviewOn < today;
  const figures = [
    { label: "Before controls", value: risk.initialScore },
    { label: "Now", value: risk.score },
    { label: "Target", value: risk.targetScore },
    { label: overdue ? "Review overdue since" : "Next review", value: formatDate(risk.nextReviewOn, "short") },
  ];
  return (
    <AnswerCard
      question="Is this within appetite?"
      state={above ? "bad" : risk.score === limit ? "warn" : "ok"}
      answer={
        above
          ? `No. It scores ${risk.score}, and the board's limit is ${limit}.`
          : risk.score === limit
            ? `Just. It scores ${risk.score}, which is the board's limit.`
            : `Yes. It scores ${risk.score}, and the board's limit is ${limit}.`
      }
      detail={accepted(risk, newest, roles, today, limit)}
      figures={risk.state === "closed" ? figures.slice(0, 3) : figures}
    />
  );
}

function accepted(risk: Risk, newest: Props["newest"], roles: Props["roles"], today: string, limit: number): string {
  if (risk.state === "closed") return `Closed: ${risk.closedReason ?? ""}`;
  const who = rolesToAccept(risk.score, limit).map((role) => (roles[role] ?? "").toLowerCase());
  const board = needsBoard(risk.score, limit) ? ", with the board's decision" : "";
  const accepts = `It can be accepted by the ${who.join(" or the ")}${board}.`;
  const until = newest && formatDate(newest.expiresOn);
  switch (acceptanceStanding(risk, newest, today)) {
    case "holds":
      return `Accepted until ${until} by the ${(roles[newest?.acceptedRole ?? ""] ?? "").toLowerCase()}${newest?.noSecondPerson ? ". No second person available" : ""}.`;
    case "ran-out":
      return `Its acceptance ended on ${until}, so it stands open. Accept it again or bring it down.`;
    case "score-moved":
      return `It was accepted at ${newest?.score}. The score has moved, so it stands open.`;
    case "none":
      return `Nobody has accepted it. ${accepts}`;
  }
}
