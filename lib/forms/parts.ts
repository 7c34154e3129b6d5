import type { FormAction } from "#lib/forms/state.ts";
import { besides } from "#lib/forms/values.ts";

type Part = { action: FormAction; fields: readonly string[] };

/**
 * One form with parts that are saved on their own, each by a button named `save`; every action in it is a form's own.
 * What is typed beside a part stays as it is typed.
 */
export function formOfParts(whole: FormAction, parts: Record<string, Part>): FormAction {
  const known = new Map(Object.entries(parts));
  return async (state, form) => {
    const part = known.get(String(form.get("save")));
    return part ? besides(await part.action(state, form), form, part.fields) : whole(state, form);
  };
}
