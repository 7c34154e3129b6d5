import { Day } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { decisionNumber } from "#lib/meetings/deciding.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import type { Escalation } from "#lib/meetings/queries/escalations.ts";

type Props = {
  title?: string;
  open: readonly Decision[];
  leftOver: readonly Decision[];
  sentHere: readonly Escalation[];
  /** Where a question is taken up, for those who keep the minutes. */
  takeUpHref?: ((answers: string) => string) | undefined;
  itemHref: (itemId: string) => string;
};

/** What waits for this meeting: put here, come back from earlier ones, or sent by another committee. */
export function DecisionsNeeded({ title = "Decisions needed", open, leftOver, sentHere, takeUpHref, itemHref }: Props) {
  if (open.length + leftOver.length + sentHere.length === 0) return null;
  return (
    <Card title={title} flush>
      <ul className="minute-matters">
        {open.map((one) => (
          <li key={one.id}>
            <Go href={`${itemHref(one.itemId)}#decision-${one.id}`}>{one.question}</Go>
            <small>Question {decisionNumber(one.itemPosition, one.position)}</small>
          </li>
        ))}
        {leftOver.map((one) => (
          <li key={one.id}>
            <b>{one.question}</b>
            <small>
              From {one.meeting}
              {one.deferUntil ? (
                <>
                  , deferred to <Day iso={one.deferUntil} />
                </>
              ) : (
                ", not decided there"
              )}
              . {takeUpHref ? <Go href={takeUpHref(one.id)}>Take it up here</Go> : null}
            </small>
          </li>
        ))}
        {sentHere.map((one) => (
          <li key={one.id}>
            <b>{one.question}</b>
            <small>
              Sent by {one.from}, {one.meeting}: {one.words}{" "}
              {takeUpHref ? <Go href={takeUpHref(one.decisionId)}>Take it up here</Go> : null}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
