"use server";

import { formAction } from "#lib/forms/action.ts";
import { openItem } from "#lib/meetings/commands/open-item.ts";
import { publishPapers } from "#lib/meetings/commands/publish.ts";
import { OpenItem, PublishPapers } from "#lib/meetings/inputs/papers.ts";
import { writeItem, writePapers } from "#lib/papers/write.ts";

export const publishPapersAction = formAction(
  "meetings",
  PublishPapers,
  async (actor, input) => ({ to: `/meetings/${(await publishPapers(actor, input, writePapers)).id}/papers` }),
  { says: "The papers are published and never change." },
);

export const openItemAction = formAction(
  "meetings",
  OpenItem,
  async (actor, input) => {
    const { id } = await openItem(actor, input, writeItem);
    return { to: `/meetings/${id}/minutes?item=${input.itemId}${input.write ? `&write=${input.write}#write` : ""}` };
  },
  { says: "The item is open, and its figures are frozen as they are now." },
);
