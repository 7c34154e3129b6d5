import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { Factor, Review } from "#lib/disruptions/queries/review.ts";
import { causeWords, elementWords, harmWords, methodWords } from "#lib/disruptions/words.ts";

export function ReviewText({ review }: { review: Review | undefined }) {
  if (!review) {
    return (
      <Card title="The review" flush>
        <Empty missing="No review is written yet." means="Until there is one, whether care stayed safe is not known." />
      </Card>
    );
  }
  const text = (words: string | null) => words && <span className="keep-lines">{words}</span>;
  return (
    <Card title="The review">
      <KeyValues
        items={[
          { label: "How", value: review.method && methodWords[review.method] },
          { label: "Held", value: review.heldAt && formatDateTime(review.heldAt) },
          ...(review.expected ? [{ label: "What was expected", value: text(review.expected) }] : []),
          { label: "What happened", value: text(review.whatHappened) },
          ...(review.difference ? [{ label: "Why there was a difference", value: text(review.difference) }] : []),
          { label: "What worked", value: text(review.whatWorked) },
          { label: "Harm", value: harmWords[review.harm] },
        ]}
      />
    </Card>
  );
}

type FactorProps = { factors: readonly Factor[]; withdraw?: (factor: Factor) => ReactNode };

export function Factors({ factors, withdraw }: FactorProps) {
  return (
    <Card title="What contributed" flush>
      {factors.length === 0 ? (
        <Empty missing="No factor is named yet." means="Factors are about work and systems, never about one person." />
      ) : (
        <ul className="list top">
          {factors.map((factor) => (
            <li key={factor.id}>
              <div className="grow">
                <b>{factor.says}</b>
                <small>
                  {elementWords[factor.element]}. {causeWords[factor.cause]}
                </small>
              </div>
              {withdraw?.(factor)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
