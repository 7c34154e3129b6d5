import { shapeOf } from "#components/meetings/minute-marks.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { decisionNumber } from "#lib/meetings/deciding.ts";
import { notDecided, outcomeWords } from "#lib/meetings/minute.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import { limitWords } from "#lib/records/risk-limits.ts";
import { stopped } from "#lib/words.ts";

type Props = {
  questions: readonly Decision[];
  /** Where an item's minutes are read. */
  itemHref: (itemId: string) => string;
};

/** What the meeting is asked, so that whoever prepares for it reads it before it sits. */
export function QuestionsCard({ questions, itemHref }: Props) {
  if (questions.length === 0) return null;
  return (
    <Card title="Questions put to this meeting" id="questions" flush>
      <ul className="list top">
        {questions.map((one) => {
          const answer = one.outcome ? outcomeWords[one.outcome] : undefined;
          return (
            <li key={one.id}>
              <span className="num subtle flex-none">{decisionNumber(one.itemPosition, one.position)}</span>
              <div className="grow">
                <Go href={`${itemHref(one.itemId)}#decision-${one.id}`}>{one.question}</Go>
                <small>
                  {one.limit ? `${limitWords(one.limit)}. ` : ""}
                  {one.recommendation ? stopped(one.recommendation) : ""}
                </small>
              </div>
              <StateMark state={answer ? shapeOf[answer.shape] : "not-started"}>{answer?.word ?? notDecided}</StateMark>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
