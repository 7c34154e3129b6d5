import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { OpenPoint } from "#lib/disruptions/review.ts";

type Props = { id: string; points: readonly OpenPoint[]; roles: Readonly<Record<string, string>> };

const parts: Record<OpenPoint["kind"], string> = {
  triage: "triage",
  restored: "times",
  paper: "paper",
  duty: "duties",
  finding: "review",
  review: "review",
  "sign-off": "sign-off",
};

/** Everything that keeps it from closing, each with what closes it and which roles can. */
export function OpenPoints({ id, points, roles }: Props) {
  return (
    <Card title="Before it can close" aside={`${points.length} open`} flush>
      <ul className="list top">
        {points.map((point) => (
          <li key={point.says}>
            <div className="grow">
              <StateMark state="warn">{point.says}</StateMark>
              <small>
                <Go href={`/disruptions/${id}/${parts[point.kind]}`}>{point.closes}</Go> Can be done by:{" "}
                {point.roles.map((role) => roles[role]?.toLowerCase()).join(", ")}.
              </small>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
