"use server";

import { replyToRequest } from "#lib/access/commands/requests.ts";
import { ReplyToRequest } from "#lib/access/inputs.ts";
import { listOpened } from "#lib/evidence/inspection/opened.ts";
import { formAction } from "#lib/forms/action.ts";

export const replyToRequestAction = formAction(
  "access",
  ReplyToRequest,
  async (actor, input) => ({ to: `/access/requests/${(await replyToRequest(actor, input, listOpened)).id}` }),
  { says: "Your reply is sent.", texts: { words: "Your words" } },
);
