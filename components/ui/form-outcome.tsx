import { ErrorSummary } from "#components/ui/error-summary.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FormState } from "#lib/forms/state.ts";

type Props = { formId: string; state: FormState };

/** What became of the last attempt, above the fields. */
export function FormOutcome({ formId, state }: Props) {
  const problems = Object.entries(state.errors).map(([name, message]) => ({
    href: name === "form" ? `#${formId}` : `#${formId}-${name}`,
    message,
  }));
  if (state.status === "invalid" && problems.length > 0) return <ErrorSummary problems={problems} />;
  if (!state.message) return null;
  if (state.status === "done" || state.status === "kept") {
    return (
      <Notice tone="ok" live>
        {state.message}
      </Notice>
    );
  }
  return (
    <div data-outcome tabIndex={-1}>
      <Notice tone={state.current ? "warn" : "bad"} live>
        <p className="b">{state.message}</p>
        {state.current ? (
          <p>What you wrote is still here. Where it differs, both versions are shown. Saving again keeps yours.</p>
        ) : null}
        {state.status === "fault" ? <p>What you wrote is still here.</p> : null}
        {state.reference ? <p className="muted">Reference for support: {state.reference}</p> : null}
      </Notice>
    </div>
  );
}

/** One unticked box for each text that may identify somebody. Ticking is recorded, so it is never done beforehand. */
export function ConfirmTexts({ formId, state }: Props) {
  const warnings = Object.entries(state.warnings ?? {});
  if (warnings.length === 0) return null;
  return (
    <fieldset className="field invalid">
      <legend>Check what you wrote</legend>
      <p className="hint">Change the text, or confirm it. What you confirm is recorded.</p>
      <div className="choices">
        {warnings.map(([text, says]) => (
          <label className="choice" key={text} htmlFor={`${formId}-confirm-${text}`}>
            <input id={`${formId}-confirm-${text}`} type="checkbox" name="confirmed-text" value={text} />
            <span>{says} I have checked it, and it identifies nobody who uses services.</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
