"use server";

import { askForRecord } from "#lib/access/outside.ts";
import { AskForRecord } from "#lib/evidence/inputs.ts";
import { outsideAction } from "#lib/forms/outside-action.ts";

export const askAction = outsideAction(
  "inspector",
  AskForRecord,
  async (outsider, input) => {
    // Another address each time, so that the page is read again and the request stands on it.
    return { to: `/inspection?asked=${await askForRecord(outsider, input)}#asked` };
  },
  { what: "Which record you need" },
);
