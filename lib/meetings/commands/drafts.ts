import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { keepAs, own, type Tx } from "#db/client.ts";
import { meetingItems } from "#db/schema/meetings.ts";
import { minuteDrafts } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { Refusal } from "#lib/refusal.ts";
import type { SaveDraft } from "../inputs/minutes.ts";
import { may } from "../policy.ts";
import { findMeeting } from "../queries/meeting.ts";

export function saveDraft(actor: Actor, input: SaveDraft) {
  return keepAs(actor, (tx) => saveDraftIn(tx, actor, input));
}

/** Keeps what somebody is still writing, for them alone and out of the trail; nothing typed, nothing kept. */
export async function saveDraftIn(tx: Tx, actor: Actor, input: SaveDraft) {
  const meeting = await findMeeting(tx, actor, input.id);
  if (!meeting || !(may(actor, "minute", meeting) || may(actor, "contribute", meeting)))
    throw new Refusal("forbidden", "You do not write these minutes.");
  const [item] = await tx
    .select({ id: meetingItems.id })
    .from(meetingItems)
    .where(own(meetingItems, actor, and(eq(meetingItems.id, input.itemId), eq(meetingItems.recordId, meeting.id))));
  if (!item) throw new Refusal("not-found", "Choose an item of this meeting's agenda.");
  const words = input.words.replaceAll("\u0000", "");
  const mine = and(
    eq(minuteDrafts.personId, actor.personId),
    eq(minuteDrafts.itemId, item.id),
    eq(minuteDrafts.field, input.field),
  );
  if (!words.trim()) {
    await tx.delete(minuteDrafts).where(own(minuteDrafts, actor, mine));
    return { savedAt: undefined };
  }
  await tx
    .insert(minuteDrafts)
    .values({
      organisationId: actor.organisationId,
      id: randomUUID(),
      personId: actor.personId,
      recordId: meeting.id,
      itemId: item.id,
      field: input.field,
      words,
      savedAt: tx.now,
    })
    .onConflictDoUpdate({
      target: [minuteDrafts.organisationId, minuteDrafts.personId, minuteDrafts.itemId, minuteDrafts.field],
      set: { words, savedAt: tx.now, version: sql`${minuteDrafts.version} + 1` },
    });
  return { savedAt: tx.now };
}

/** What somebody was still typing goes with the minutes that they send or sign. */
export async function dropDrafts(tx: Tx, actor: Actor, meetingId: string): Promise<void> {
  await tx
    .delete(minuteDrafts)
    .where(
      own(minuteDrafts, actor, and(eq(minuteDrafts.recordId, meetingId), eq(minuteDrafts.personId, actor.personId))),
    );
}
