import { RiskScore } from "#components/risks/risk-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { AcceptanceRow, ReviewRow, Risk } from "#lib/risks/queries/record.ts";
import { type AcceptanceStanding, acceptanceStanding, outcomeWords } from "#lib/risks/risk.ts";

type Shared = { people: Map<string, string>; roles: Record<string, string> };

const marks: Record<AcceptanceStanding, { state: State; word: string }> = {
  holds: { state: "ok", word: "In force" },
  "ran-out": { state: "bad", word: "Ran out" },
  "score-moved": { state: "bad", word: "The score has moved" },
  none: { state: "na", word: "Ended" },
};

export function AcceptanceList({
  risk,
  acceptances,
  people,
  roles,
  today,
}: Shared & { risk: Risk; acceptances: AcceptanceRow[]; today: string }) {
  return (
    <Card title="Acceptances" flush id="acceptances">
      {acceptances.length === 0 ? (
        <Empty
          missing="Nobody has accepted this risk."
          means="Low and moderate are accepted by the registered manager, high by the quality lead, the rest by the nominated individual with the board's decision."
        />
      ) : (
        <ul className="list top">
          {acceptances.map((row, index) => {
            const mark = marks[index === 0 ? acceptanceStanding(risk, row, today) : "none"];
            return (
              <li key={row.id}>
                <RiskScore score={row.score} />
                <div className="grow">
                  <span>{row.reason}</span>
                  <div className="meta">
                    <StateMark state={mark.state}>{mark.word}</StateMark>
                    <span>Until {formatDate(row.expiresOn)}</span>
                    <span>Limit then {row.appetite}</span>
                    {row.decisionReference ? <span>Board's decision: {row.decisionReference}</span> : null}
                    {row.noSecondPerson ? <span>No second person available</span> : null}
                  </div>
                  <small>
                    {people.get(row.acceptedBy)}, as {roles[row.acceptedRole]?.toLowerCase()},{" "}
                    {formatDateTime(row.acceptedAt)}
                  </small>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

export function ReviewList({ reviews, people, roles }: Shared & { reviews: ReviewRow[] }) {
  return (
    <Card title="Reviews" flush id="reviews">
      {reviews.length === 0 ? (
        <Empty
          missing="It has not been reviewed yet."
          means="A review says whether the score and the controls still hold."
        />
      ) : (
        <ul className="list top">
          {reviews.map((row) => (
            <li key={row.id}>
              <div className="grow">
                <b>{outcomeWords[row.outcome]}</b>
                <span>{row.note}</span>
                <small>
                  {people.get(row.reviewedBy) ?? roles[row.reviewedRole]}, {formatDateTime(row.reviewedAt)}
                  {row.nextReviewOn ? `. Next review ${formatDate(row.nextReviewOn)}` : null}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
