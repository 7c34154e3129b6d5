"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, idle } from "#lib/forms/state.ts";

type Props = {
  action: FormAction;
  id: string;
  version: number;
  itemId: string;
  /** Names the item for people who hear the buttons. */
  label: string;
  first: boolean;
  last: boolean;
};

/** One press moves an item one place, or takes it off: each is a button of the same form, with or without script. */
export function ArrangeItem({ action, id, version, itemId, label, first, last }: Props) {
  const [state, dispatch, pending] = useActionState(action, idle);
  const ways = [
    ...(first ? [] : [{ way: "up", says: "Up" }]),
    ...(last ? [] : [{ way: "down", says: "Down" }]),
    { way: "remove", says: "Remove" },
  ];
  return (
    <form action={dispatch} className="stack tight" aria-label={`Arrange: ${label}`}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="itemId" value={itemId} />
      <div className="row arrange">
        {ways.map(({ way, says }) => (
          <Button
            key={way}
            type="submit"
            small
            variant="quiet"
            data-way={way}
            name="way"
            value={way}
            aria-label={`${says}: ${label}`}
            aria-disabled={pending || undefined}
          >
            {says}
          </Button>
        ))}
      </div>
      {state.message ? (
        <Notice tone="bad" live>
          {state.message}
        </Notice>
      ) : null}
    </form>
  );
}
