import { Empty } from "#components/ui/empty.tsx";
import { LinkedActions } from "#components/ui/linked-actions.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { isUndone, onlyWeak, type StrengthMix, standingOf } from "#lib/action-items/action-item.ts";
import type { RaisedAction } from "#lib/action-items/queries.ts";
import { formatDate } from "#lib/dates.ts";

type Props = {
  actions: readonly RaisedAction[];
  people: ReadonlyMap<string, string>;
  today: string;
  /** Given where weaker actions alone should be said. */
  mix?: StrengthMix;
};

/** The actions that a record raised: for the pages of reviews, tests and risks. */
export function RaisedActions({ actions, people, today, mix }: Props) {
  if (actions.length === 0) {
    return (
      <Empty
        missing="No action was raised from this."
        means="What was learned changes nothing until somebody owns it."
      />
    );
  }
  return (
    <>
      <LinkedActions
        actions={actions.map((action) => {
          const standing = standingOf(action, today);
          const owner = people.get(action.ownerId);
          return {
            id: action.id,
            reference: action.reference,
            title: action.title,
            href: `/action-items/${action.id}`,
            state: standing.shape,
            word: standing.word,
            ...(owner ? { owner } : {}),
            due: isUndone(action.state)
              ? `Due ${formatDate(action.dueOn)}`
              : action.verifiedAt
                ? formatDate(action.verifiedAt)
                : null,
          };
        })}
      />
      {mix && onlyWeak(mix) ? (
        <Notice tone="warn" title="Only weaker actions.">
          All of these lean on people remembering. At least one should change the thing itself.
        </Notice>
      ) : null}
    </>
  );
}
