"use server";

import { acknowledgeBundle, askForRecord } from "#lib/access/outside.ts";
import { Acknowledge, AskForRecord } from "#lib/evidence/inputs.ts";
import { outsideAction } from "#lib/forms/outside-action.ts";

export const acknowledgeAction = outsideAction("commissioner", Acknowledge, async (outsider, input) => {
  await acknowledgeBundle(outsider, input.id);
  return { to: "/commissioner" };
});

export const askAction = outsideAction("commissioner", AskForRecord, async (outsider, input) => {
  await askForRecord(outsider, input);
  return { to: "/commissioner#asked" };
});
