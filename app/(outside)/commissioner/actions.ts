"use server";

import { acknowledgeBundle } from "#lib/access/outside.ts";
import { Acknowledge } from "#lib/evidence/inputs.ts";
import { outsideAction } from "#lib/forms/outside-action.ts";

export const acknowledgeAction = outsideAction("commissioner", Acknowledge, async (outsider, input) => {
  await acknowledgeBundle(outsider, input.id);
  return { to: "/commissioner" };
});
