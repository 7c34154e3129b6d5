"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { describedBy, Field } from "#components/ui/field.tsx";
import type { SignInState } from "#lib/access/sign-in-state.ts";

type Props = { action: (state: SignInState, form: FormData) => Promise<SignInState>; start: SignInState };

const labels = { email: "Email address", password: "Password" } as const;

/** One field first. Both steps are one form, so that it works without script and a password manager fills it. */
export function SignInForm({ action, start }: Props) {
  const [state, dispatch, pending] = useActionState(action, start);
  const input = useRef<HTMLInputElement>(null);
  const { step, email, error } = state;
  useEffect(() => {
    if (step === "password" && !error) input.current?.focus();
  }, [step, error]);
  return (
    <form action={dispatch} className="form" noValidate>
      {error ? <ErrorSummary problems={[{ href: `#${step}`, message: error }]} /> : null}
      {step === "password" ? (
        <p className="sub">
          {email}{" "}
          <a href="/sign-in" target="_self">
            Change
          </a>
        </p>
      ) : null}
      <Field key={step} fieldId={step} label={labels[step]} error={error}>
        <input
          ref={input}
          id={step}
          name={step}
          type={step}
          autoComplete={step === "email" ? "username" : "current-password"}
          defaultValue={step === "email" ? email : ""}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(step, undefined, error)}
        />
      </Field>
      {step === "password" ? <input type="hidden" name="email" value={email} /> : null}
      <input type="hidden" name="step" value={step} />
      <Button type="submit" variant="primary" wide aria-disabled={pending || undefined}>
        {step === "email" ? "Continue" : "Sign in"}
      </Button>
    </form>
  );
}
