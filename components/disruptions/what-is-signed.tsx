import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { severityWords } from "#lib/disruptions/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";
import { answerSentence, harmWords } from "#lib/disruptions/words.ts";

/** The review in short, above the button that signs it. */
export function WhatIsSigned({ whole }: { whole: WholeDisruption }) {
  const { disruption, review, findings } = whole;
  const { severity } = disruption;
  const decided = findings.filter((finding) => finding.decided).length;
  return (
    <Card title="What is signed" footer={<Go href={`/disruptions/${disruption.id}/review`}>Read the whole review</Go>}>
      <KeyValues
        items={[
          {
            label: "Did care stay safe?",
            value: review?.answer ? answerSentence(review.answer, review.answerSays ?? "") : null,
          },
          { label: "Severity", value: severity ? `${severity}, ${severityWords[severity].label}` : null },
          { label: "Harm found", value: review ? harmWords[review.harm] : null },
          { label: "What happened", value: review?.whatHappened ?? null },
          {
            label: "Findings",
            value:
              findings.length === 0
                ? "None"
                : `${decided} of ${findings.length} decided: ${findings.map((finding) => finding.says).join("; ")}`,
          },
        ]}
      />
    </Card>
  );
}
