import { RiskScore } from "#components/risks/risk-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { serviceWords } from "#lib/records/services.ts";
import type { Risk } from "#lib/risks/queries/record.ts";
import {
  categoryWords,
  consequenceWords,
  type Level,
  likelihoodSentence,
  matrixName,
  reviewWords,
  treatmentWords,
} from "#lib/risks/risk.ts";

type Props = { risk: Risk; names: Map<string, string>; people: Map<string, string> };

export function StatementCard({ risk, names, people }: Props) {
  const treatment = treatmentWords[risk.treatment];
  return (
    <Card title="What the risk is" footer={`Changed ${formatDateTime(risk.changedAt)}`}>
      <KeyValues
        items={[
          { label: "Because", value: risk.cause },
          { label: "There is a risk that", value: risk.event },
          { label: "Leading to", value: risk.effect },
          { label: "Kind", value: categoryWords[risk.category] },
          { label: "Services", value: serviceWords(risk.serviceIds, names) },
          { label: "Owner", value: risk.ownerId && people.get(risk.ownerId) },
          {
            label: "Treatment",
            value: `${treatment.label}: ${risk.treatmentPlan ?? treatment.meaning}`,
          },
          { label: "Reviewed", value: reviewWords[risk.reviewMonths] },
        ]}
      />
    </Card>
  );
}

export function ScoresCard({ risk }: { risk: Risk }) {
  const rows: [string, number, Level, Level][] = [
    ["Before controls", risk.initialScore, risk.initialLikelihood, risk.initialConsequence],
    ["Now", risk.score, risk.likelihood, risk.consequence],
    ["Target", risk.targetScore, risk.targetLikelihood, risk.targetConsequence],
  ];
  return (
    <Card title="Three scores" footer={matrixName}>
      <KeyValues
        items={rows.map(([label, score, likelihood, consequence]) => ({
          label,
          value: (
            <>
              <RiskScore score={score} />
              <span className="block sm">{likelihoodSentence(likelihood, risk.recurs)}</span>
              <span className="block sm muted">
                {consequenceWords[consequence].label}: {consequenceWords[consequence].meaning}
              </span>
            </>
          ),
        }))}
      />
      {risk.orderReason ? <p className="sm muted">Unusual order: {risk.orderReason}</p> : null}
    </Card>
  );
}
