import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { faultKind } from "#db/faults.ts";
import type { Actor } from "#lib/access/actor.ts";
import { actorFrom, membershipOf } from "#lib/access/gate.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { can, type Room } from "#lib/access/roles.ts";
import { currentStanding } from "#lib/access/session.ts";
import { guardTexts } from "#lib/forms/guarded-texts.ts";
import { leaveSaying, type SaidTone } from "#lib/forms/said.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import type { FormAction, FormState, Once } from "#lib/forms/state.ts";
import { errorsOf, inputFor, typedValues } from "#lib/forms/values.ts";
import { Refusal } from "#lib/refusal.ts";

/** Where to go after success and what to say there, or a sentence to show in place. */
export type Outcome = { to: string; says?: string; tone?: SaidTone } | { message: string; once?: Once | undefined };

type Options = {
  /** Free-text fields that are searched for personal data before saving, with the words the person knows them by. */
  texts?: Record<string, string>;
  /** What the page it leads to says, unless the outcome says it. */
  says?: string;
  /** What the room's rules say of single fields, told together with what is wrong in the form itself. */
  beside?: (actor: Actor, typed: Record<string, string[]>) => Promise<Record<string, string>>;
  /** Fields that never come back from the server: passwords. */
  secrets?: readonly string[];
};

const saved = "Your change is saved.";

/**
 * The one wrapper of form actions: actor, same origin, parse, personal-data guard, run, and each kind of no in its
 * place. What was typed always comes back. A form whose fields depend on what it lists brings its shape along. The account is everyone's own; every other room is the role's.
 */
export function formAction<T>(
  room: Room | "account",
  schema: z.ZodType<T> | ((form: FormData) => z.ZodType<T>),
  run: (actor: Actor, input: T) => Promise<Outcome>,
  options: Options = {},
): FormAction {
  const fixed = typeof schema === "function" ? undefined : { schema, fields: fieldsOf(schema) };
  return async (_before, form) => {
    const values = typedValues(form);
    const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !options.secrets?.includes(name)));
    const answer = (state: Partial<FormState>): FormState => ({
      status: "refused",
      values: kept,
      errors: {},
      ...state,
    });
    let outcome: Outcome;
    try {
      if (!(await isSameOrigin()))
        return answer({ message: "This form came from another site, so nothing was saved." });
      const actor = await actorNow();
      if (!actor)
        return answer({
          message: "You have been signed out. Sign in again in another tab, then send this form again.",
        });
      if (room !== "account" && !can<Room>(actor, room, "read"))
        return answer({ message: "Your role cannot do this." });
      const { schema: asked, fields } = fixed ?? shapeOf(schema, form);
      const parsed = asked.safeParse(inputFor(fields, values));
      const guarded = guardTexts(fields, values, options.texts ?? {}, parsed);
      const { warnings } = guarded;
      const told = options.beside ? await options.beside(actor, values) : {};
      if (!parsed.success || warnings || Object.keys(told).length > 0) {
        const errors = { ...told, ...guarded.errors, ...(parsed.success ? {} : errorsOf(parsed.error)) };
        return answer({ status: "invalid", errors: inOrder(errors, fields), ...(warnings ? { warnings } : {}) });
      }
      outcome = await run({ ...actor, confirmed: guarded.confirmed }, parsed.data);
    } catch (error) {
      unstable_rethrow(error);
      return answer(stateOf(error));
    }
    if ("to" in outcome) return leaveSaying(outcome.to, outcome.says ?? options.says ?? saved, outcome.tone);
    const { message, once } = outcome;
    return { status: "done", values: {}, errors: {}, message, ...(once ? { once } : {}) };
  };
}

function shapeOf<T>(schema: z.ZodType<T> | ((form: FormData) => z.ZodType<T>), form: FormData) {
  const asked = typeof schema === "function" ? schema(form) : schema;
  return { schema: asked, fields: fieldsOf(asked) };
}

/** The summary lists what is wrong in the order in which the form asks. */
function inOrder(errors: Record<string, string>, fields: z.ZodObject): Record<string, string> {
  const order = Object.keys(fields.shape);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => place(a) - place(b)));
}

/** The fields that a form may send: an object, or an object that is refined or transformed as a whole. */
export function fieldsOf(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodPipe && schema.def.in instanceof z.ZodType) return fieldsOf(schema.def.in);
  throw new TypeError("A form's schema is an object of fields.");
}

async function actorNow(): Promise<Actor | undefined> {
  const standing = await currentStanding();
  const membership = standing && membershipOf(standing);
  return standing && membership ? actorFrom(standing, membership) : undefined;
}

/** What a thrown thing says in a form: a refusal in its own words, an outage, or a fault with a reference. */
export function stateOf(error: unknown): Partial<FormState> {
  if (error instanceof Refusal) {
    const errors = error.field ? { [error.field]: error.message } : {};
    return {
      status: error.field ? "invalid" : "refused",
      errors,
      message: error.message,
      ...(error.current ? { current: error.current } : {}),
    };
  }
  const kind = faultKind(error);
  if (kind === "unavailable")
    return {
      status: "fault",
      message: "Holdfast cannot reach its database. Nothing was saved. Wait a minute, then send this form again.",
    };
  if (kind === "duplicate") return { status: "refused", message: "That already exists, so nothing was saved." };
  if (kind === "impossible")
    return {
      status: "refused",
      message: "One of the values is not possible here, so nothing was saved. Check the form and send it again.",
    };
  return { status: "fault", message: "Something went wrong and nothing was saved.", reference: logFault(error) };
}
