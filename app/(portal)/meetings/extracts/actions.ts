"use server";

import { formAction } from "#lib/forms/action.ts";
import { endLinksOfIn } from "#lib/frameworks/commands.ts";
import { markExtract, withdrawExtract } from "#lib/meetings/commands/extracts.ts";
import { MarkExtract, WithdrawExtract } from "#lib/meetings/inputs/extracts.ts";

export const markExtractAction = formAction("meetings", MarkExtract, async (actor, input) => {
  const { id, reference } = await markExtract(actor, input);
  return { to: `/meetings/extracts/${id}`, says: `${reference} can leave as evidence.` };
});
export const withdrawExtractAction = formAction(
  "meetings",
  WithdrawExtract,
  async (actor, input) => ({ to: `/meetings/extracts/${(await withdrawExtract(actor, input, endLinksOfIn)).id}` }),
  { says: "The extract is withdrawn.", texts: { reason: "The reason" } },
);
