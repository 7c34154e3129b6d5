import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetingItems, meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { OpenItem } from "../inputs/papers.ts";
import type { Paper } from "../paper.ts";
import { leads } from "../policy.ts";
import { type AgendaItem, type FoundMeeting, findMeeting, findPrevious, listAgenda } from "../queries/meeting.ts";
import { isFigured } from "../section.ts";
import { freeze } from "./publish.ts";

/** Writes the live paper of one item as it is opened; the collector of the papers is handed in. */
export type WriteItem = (
  tx: Tx,
  actor: Actor,
  meeting: FoundMeeting,
  item: AgendaItem,
  previous: Awaited<ReturnType<typeof findPrevious>>,
) => Promise<Paper[]>;

export function openItem(actor: Actor, input: OpenItem, write: WriteItem) {
  return changeAs(actor, "meeting.open-item", (tx) => openItemIn(tx, actor, input, write));
}

/** The meeting comes to an item: it is the current one, and the figures that the meeting sees are frozen once more. */
export async function openItemIn(tx: Tx, actor: Actor, input: OpenItem, write: WriteItem) {
  const meeting = await findMeeting(tx, actor, input.id);
  if (!meeting) throw new Refusal("not-found", "That meeting does not exist.");
  if (!leads(actor, meeting)) throw new Refusal("forbidden", "Your post in this committee does not allow that.");
  if (meeting.state !== "open") throw new Refusal("conflict", "Items are opened while the meeting is in session.");
  const item = (await listAgenda(tx, actor, meeting.id)).find((one) => one.id === input.itemId);
  if (!item) throw new Refusal("not-found", "That item is not on this agenda.");
  // Paging back shows the item again; what the meeting saw when it came to it stays what the minutes quote.
  if (isFigured(item.section) && !item.openedAt) {
    const previous = await findPrevious(tx, actor, meeting);
    const papers = await write(tx, actor, meeting, item, previous);
    const beside = papers.map((paper) => ({ itemId: item.id, paper }));
    await freeze(tx, actor, meeting, beside, { occasion: "opened", asAt: tx.now });
  }
  if (!item.openedAt)
    mustHave(
      await tx
        .update(meetingItems)
        .set({ openedAt: tx.now, version: sql`${meetingItems.version} + 1` })
        .where(own(meetingItems, actor, eq(meetingItems.id, item.id)))
        .returning({ id: meetingItems.id }),
    );
  mustHave(
    await tx
      .update(meetings)
      // Not a change of the meeting: forms that others have open beside the screen stay good.
      .set({ currentItemId: item.id })
      .where(own(meetings, actor, eq(meetings.id, meeting.id)))
      .returning({ id: meetings.id }),
  );
  return { id: meeting.id, itemId: item.id };
}
