"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useId, useRef } from "react";
import { Button, type ButtonLook } from "#components/ui/button.tsx";
import { FormContext } from "#components/ui/form-context.tsx";
import { ConfirmTexts, FormOutcome } from "#components/ui/form-outcome.tsx";
import { HiddenField } from "#components/ui/text-fields.tsx";
import { type FormAction, type FormState, idle } from "#lib/forms/state.ts";

type FormProps = {
  action: FormAction;
  /** The words on the button: a verb with its object. */
  submit: string;
  variant?: ButtonLook["variant"];
  wide?: boolean;
  hidden?: Record<string, string | number>;
  /** Stands beside the button: a cancel link. */
  beside?: ReactNode;
  id?: string;
  /** Only for a state the server already knows; usually left out. */
  initial?: FormState;
  children?: ReactNode;
};

/** Posts without script. With script it keeps everything typed, chosen files too, until the action succeeds. */
export function Form({
  action,
  submit,
  variant = "primary",
  wide,
  hidden = {},
  beside,
  id,
  initial,
  children,
}: FormProps) {
  const [state, dispatch, pending] = useActionState(action, initial ?? idle);
  const ownId = useId();
  const formId = id ?? `f${ownId}`;
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.status === "done") form.current?.reset();
    // A long form's button is far below its top: what refused it comes into view with the focus.
    if (state.status === "refused" || state.status === "fault")
      form.current?.querySelector<HTMLElement>("[data-outcome]")?.focus();
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const body = new FormData(event.currentTarget, submitter);
    startTransition(() => dispatch(body));
  }

  return (
    <form ref={form} className="form" action={dispatch} onSubmit={send} id={formId} noValidate>
      <FormContext value={{ id: formId, state }}>
        <FormOutcome formId={formId} state={state} />
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        {children}
        <ConfirmTexts formId={formId} state={state} />
        <div className="form-actions">
          <Button type="submit" variant={variant} wide={wide} aria-disabled={pending || undefined}>
            {pending ? "Saving" : submit}
          </Button>
          {beside}
        </div>
      </FormContext>
    </form>
  );
}
