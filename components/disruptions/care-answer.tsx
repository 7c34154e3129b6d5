import { AnswerCard } from "#components/ui/answer-card.tsx";
import type { State } from "#components/ui/state-mark.tsx";
import { formatDate, formatDuration, minutesBetween } from "#lib/dates.ts";
import { placeWords, setAsideWords } from "#lib/disruptions/disruption.ts";
import type { Impact } from "#lib/disruptions/queries/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { type Answer, answerSentence, type TaskKind, taskKinds, taskWords } from "#lib/disruptions/words.ts";

const marks: Record<Answer, State> = { yes: "ok", partly: "warn", no: "bad" };

type Props = { whole: WholeDisruption; roles: Readonly<Record<string, string>> };

/** Said in the signers' words once one of them has signed; before that it is not known. */
export function CareAnswer({ whole, roles }: Props) {
  const { review, facts } = whole;
  const stands = review?.answer && (review.agreedAt !== null || facts.signed.length > 0);
  return (
    <AnswerCard
      question="Did care stay safe?"
      state={stands && review.answer ? marks[review.answer] : "unknown"}
      answer={stands && review.answer ? answerSentence(review.answer, review.answerSays ?? "") : "Not known yet."}
      detail={<Detail whole={whole} roles={roles} stands={Boolean(stands)} />}
      figures={figures(whole)}
    />
  );
}

function Detail({ whole, roles, stands }: Props & { stands: boolean }) {
  const { review, disruption, facts } = whole;
  if (!stands || !review?.answeredRole || !review.answeredAt) {
    if (disruption.setAside) return `${setAsideWords[disruption.setAside]}: closed without a review.`;
    if (disruption.severity === 1) return "Severity 1 is closed at triage, without a review.";
    if (!disruption.restoredAt) return "Systems are not known to be back. The review answers this afterwards.";
    return review?.answer
      ? "An answer is proposed. It stands when somebody has signed it."
      : "Only a role that signs the review may answer, in its own words.";
  }
  const signed = facts.signed
    .map(({ role, forServices = [] }) => {
      const places = forServices.length > 0 ? ` of ${placeWords(forServices, whole.names)}` : "";
      return `${roles[role]?.toLowerCase()}${places}`;
    })
    .join(", ");
  return [
    review.answerFacts,
    `Answered by the ${roles[review.answeredRole]?.toLowerCase()} on ${formatDate(review.answeredAt)}.`,
    signed ? `Signed by: ${signed}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function figures({ disruption, impacts, papers, now }: WholeDisruption) {
  const { startedAt, noticedAt, onPaperAt, restoredAt, paper, state } = disruption;
  const from = startedAt ?? noticedAt;
  const until = restoredAt ?? (state === "closed" ? null : now);
  const written = papers.reduce((sum, row) => sum + row.written, 0);
  const checked = papers.reduce((sum, row) => sum + row.checked, 0);
  const noPaper = paper === "not-used" ? "None used" : "Not known";
  return [
    {
      value: from && until ? formatDuration(minutesBetween(from, until)) : "Not known",
      label: restoredAt || state === "closed" ? "without these systems" : "without these systems so far",
    },
    {
      value: noticedAt && onPaperAt ? formatDuration(minutesBetween(noticedAt, onPaperAt)) : noPaper,
      label: "from noticing to paper",
    },
    ...taskFigure(impacts),
    { value: written > 0 ? `${checked} of ${written}` : noPaper, label: "paper records checked" },
  ];
}

function taskFigure(impacts: readonly Impact[]) {
  const kind: TaskKind | undefined = taskKinds.find((each) => impacts.some((impact) => impact.taskKind === each));
  if (!kind) return [{ value: "Not known", label: "medicines, visits or checks done" }];
  const counted = impacts.filter((impact) => impact.taskKind === kind);
  const total = (field: "tasksDue" | "tasksDone") => counted.reduce((sum, impact) => sum + (impact[field] ?? 0), 0);
  return [{ value: `${total("tasksDone")} of ${total("tasksDue")}`, label: taskWords[kind].done }];
}
