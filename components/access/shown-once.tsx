"use client";

import { useContext, useEffect, useRef } from "react";
import { FormContext } from "#components/ui/form-context.tsx";
import { Go } from "#components/ui/go.tsx";

/** What the form's last answer said once: a link or a code, to be handed over now. It is nowhere else, so it takes the focus. */
export function ShownOnce() {
  const { id, state } = useContext(FormContext);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.once) box.current?.focus();
  }, [state.once]);
  if (state.status !== "done" || !state.once) return null;
  const { label, value, note, next } = state.once;
  return (
    <div className="note warn" ref={box} tabIndex={-1}>
      <div className="grow stack tight">
        <label className="b" htmlFor={`${id}-once`}>
          {label}
        </label>
        <output className="once mono" id={`${id}-once`}>
          {value}
        </output>
        <p>{note}</p>
        {next ? (
          <p>
            <Go href={next.href}>{next.label}</Go>
          </p>
        ) : null}
      </div>
    </div>
  );
}
