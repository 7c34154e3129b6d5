import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { faultKind } from "#db/faults.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { enterOutside } from "#lib/access/gate.ts";
import { leave } from "#lib/access/leave.ts";
import type { Grant } from "#lib/access/standing.ts";
import { fieldsOf, type Outcome, stateOf } from "#lib/forms/action.ts";
import { guardTexts } from "#lib/forms/guarded-texts.ts";
import { leaveSaying } from "#lib/forms/said.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import type { FormAction, FormState } from "#lib/forms/state.ts";
import { errorsOf, inputFor, typedValues } from "#lib/forms/values.ts";

/** The wrapper for the few things an outsider may send: grant, same origin, parse, personal-data guard, run. */
export function outsideAction<T>(
  kind: Grant["kind"],
  schema: z.ZodType<T>,
  run: (outsider: Outsider, input: T) => Promise<Outcome>,
  texts: Record<string, string> = {},
): FormAction {
  const fields = fieldsOf(schema);
  return async (_before, form) => {
    const values = typedValues(form);
    const answer = (state: Partial<FormState>): FormState => ({ status: "refused", values, errors: {}, ...state });
    let outcome: Outcome;
    try {
      if (!(await isSameOrigin())) return answer({ message: "This form came from another site, so nothing was sent." });
      const outsider = await enterOutside(kind);
      const parsed = schema.safeParse(inputFor(fields, values));
      const { warnings, errors, confirmed } = guardTexts(fields, values, texts, parsed);
      if (!parsed.success || warnings) {
        const all = { ...errors, ...(parsed.success ? {} : errorsOf(parsed.error)) };
        return answer({ status: "invalid", errors: all, ...(warnings ? { warnings } : {}) });
      }
      outcome = await run({ ...outsider, confirmed }, parsed.data);
    } catch (error) {
      unstable_rethrow(error);
      if (faultKind(error) === "context-expired") leave("/access-ended");
      return answer(stateOf(error));
    }
    if ("to" in outcome) return leaveSaying(outcome.to, outcome.says ?? "It is sent.");
    return { status: "done", values: {}, errors: {}, message: outcome.message };
  };
}
