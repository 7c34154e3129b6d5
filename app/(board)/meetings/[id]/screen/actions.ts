"use server";

import { formAction } from "#lib/forms/action.ts";
import { isSameOrigin } from "#lib/forms/same-origin.ts";
import { idle } from "#lib/forms/state.ts";
import { openItem } from "#lib/meetings/commands/open-item.ts";
import { OpenItem } from "#lib/meetings/inputs/papers.ts";
import { writeItem } from "#lib/papers/write.ts";

const open = formAction("meetings", OpenItem, async (actor, input) => {
  await openItem(actor, input, writeItem);
  return { message: "The item is open." };
});

/** Tells the meeting which item is open; whoever leads stays where they are. */
export async function tellItem(form: FormData): Promise<boolean> {
  if (!(await isSameOrigin())) return false;
  return (await open(idle, form)).status === "done";
}
