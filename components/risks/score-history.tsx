import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { TrendLine } from "#components/charts/trend-line.tsx";
import { monthWords, RiskScore } from "#components/risks/risk-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { Risk, ScoreRow } from "#lib/risks/queries/record.ts";
import { movementOf, scoreByMonth } from "#lib/risks/risk.ts";

type Props = { risk: Risk; scores: ScoreRow[]; people: Map<string, string>; now: Date };

export function ScoreChart({ risk, scores, now }: Props) {
  const current = scores.filter((row) => row.kind === "current");
  if (current.length === 0) return null;
  const { direction, since } = movementOf(current, now);
  const finding = since
    ? `${direction === "rising" ? "Rising" : "Falling"} since ${monthWords(since)}: ${risk.score} now, target ${risk.targetScore}.`
    : `Steady at ${risk.score} for the last six months; target ${risk.targetScore}.`;
  const months = scoreByMonth(current, now);
  const label = (month: string) => formatDate(`${month}-01`, "short").split(" ").slice(1).join(" ");
  return (
    <ChartFrame
      title="Score over the last year"
      finding={finding}
      asAt={now}
      table={{
        columns: ["Month", "Score at its end"],
        rows: months.map(({ month, score }) => [label(month), score ?? "Not scored yet"]),
      }}
    >
      <TrendLine
        says={finding}
        name="Score"
        points={months.map(({ month, score }) => ({ label: label(month), value: score }))}
        target={{ value: risk.targetScore, label: `Target ${risk.targetScore}` }}
        domain={[0, 25]}
        ticks={[0, 5, 10, 15, 20, 25]}
      />
    </ChartFrame>
  );
}

const kinds = { initial: "Before controls", current: "Now", target: "Target" } as const;

/** Every score with its reason, newest first. */
export function ScoreList({ scores, people }: Pick<Props, "scores" | "people">) {
  return (
    <Card title="Every score" flush>
      {scores.length === 0 ? (
        <p className="empty">The history begins when the risk is opened.</p>
      ) : (
        <ul className="list top scored">
          {scores.toReversed().map((row) => (
            <li key={row.id}>
              <RiskScore score={row.score} />
              <div className="grow">
                <span>
                  {kinds[row.kind]}. {row.reason}
                </span>
                <small>
                  {people.get(row.scoredBy)}, {formatDateTime(row.at)}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
