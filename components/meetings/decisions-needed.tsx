import type { ReactNode } from "react";
import { Day } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { decisionNumber } from "#lib/meetings/deciding.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import type { Escalation } from "#lib/meetings/queries/escalations.ts";

type TakeUp = (answers: string, itemTitle?: string) => ReactNode;
type Item = { id: string; position: number; title: string };

/** The way to take a question up, which says under which item. */
export function takenUp(
  under: (itemTitle: string | undefined) => Item | undefined,
  itemHref: (itemId: string) => string,
): TakeUp {
  return (answers, itemTitle) => {
    const item = under(itemTitle);
    return item ? (
      <Go href={`${itemHref(item.id)}&write=decision&answers=${answers}#write`}>
        Take it up under item {item.position}, {item.title}
      </Go>
    ) : null;
  };
}

type Props = {
  title?: string;
  open: readonly Decision[];
  leftOver: readonly Decision[];
  sentHere: readonly Escalation[];
  /** Where a question is taken up, for those who keep the minutes: under the item that it had, if it is here again. */
  takeUp?: TakeUp | undefined;
  itemHref: (itemId: string) => string;
};

/** What waits for this meeting: put here, come back from earlier ones, or sent by another committee. */
export function DecisionsNeeded({ title = "Decisions needed", open, leftOver, sentHere, takeUp, itemHref }: Props) {
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
              From{" "}
              <Go href={`/meetings/${one.recordId}/minutes?item=${one.itemId}#decision-${one.id}`}>{one.meeting}</Go>
              {one.deferUntil ? (
                <>
                  , deferred to <Day iso={one.deferUntil} />
                </>
              ) : (
                ", not decided there"
              )}
              . {takeUp?.(one.id, one.itemTitle)}
            </small>
          </li>
        ))}
        {sentHere.map((one) => (
          <li key={one.id}>
            <b>{one.question}</b>
            <small>
              Sent by {one.from}, {one.meeting}: {one.words} {takeUp?.(one.decisionId)}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
