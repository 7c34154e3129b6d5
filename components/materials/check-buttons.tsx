"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type FormAction, idle } from "#lib/forms/state.ts";

type Props = {
  action: FormAction;
  id: string;
  /** Names the copy for people who hear the buttons. */
  label: string;
  results: readonly { value: string; label: string }[];
};

/** One press records one check: each result is a button of the same form, with or without script. */
export function CheckButtons({ action, id, label, results }: Props) {
  const [state, dispatch, pending] = useActionState(action, idle);
  return (
    <form action={dispatch} className="stack tight" aria-label={`What did you find? ${label}`}>
      <input type="hidden" name="id" value={id} />
      <div className="row wrap">
        {results.map((result, index) => (
          <Button
            key={result.value}
            type="submit"
            name="result"
            value={result.value}
            variant={index === 0 && result.value === "present-current" ? "primary" : "plain"}
            aria-disabled={pending || undefined}
          >
            {result.label}
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
