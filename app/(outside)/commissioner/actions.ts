"use server";

import { acknowledgeBundle, askForRecord } from "#lib/access/outside.ts";
import { Acknowledge, AskForRecord } from "#lib/evidence/inputs.ts";
import { outsideAction } from "#lib/forms/outside-action.ts";

export const acknowledgeAction = outsideAction("commissioner", Acknowledge, async (outsider, input) => {
  await acknowledgeBundle(outsider, input.id);
  return { to: "/commissioner", says: "The provider is told that the bundle arrived." };
});

export const askAction = outsideAction(
  "commissioner",
  AskForRecord,
  async (outsider, input) => {
    // Another address each time, so that the page is read again and the request stands on it.
    return { to: `/commissioner?asked=${await askForRecord(outsider, input)}#asked`, says: "Your request is sent." };
  },
  { what: "Which record you need" },
);
