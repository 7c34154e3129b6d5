"use server";

import { askForRecord } from "#lib/access/outside.ts";
import { AskForRecord } from "#lib/evidence/inputs.ts";
import { outsideAction } from "#lib/forms/outside-action.ts";

export const askAction = outsideAction("inspector", AskForRecord, async (outsider, input) => {
  await askForRecord(outsider, input);
  return { to: "/inspection#asked" };
});
