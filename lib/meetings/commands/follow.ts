import "server-only";
import { randomUUID } from "node:crypto";
import { eq, gt, inArray, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetingItems, meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { listTemplate } from "../queries/committees.ts";

/** Planned meetings to come that nobody has changed by hand: they alone follow their committee. */
async function untouched(tx: Tx, actor: Actor, committeeId: string) {
  return tx
    .select({ id: meetings.id, serviceIds: meetings.serviceIds })
    .from(meetings)
    .where(
      own(
        meetings,
        actor,
        eq(meetings.committeeId, committeeId),
        eq(meetings.state, "planned"),
        eq(meetings.touched, false),
        gt(meetings.startsAt, tx.now),
      ),
    );
}

type Followed = { quorum: number; lengthMinutes: number; place: string; marking: string };

export async function followCommittee(tx: Tx, actor: Actor, committeeId: string, change: Followed): Promise<void> {
  const ids = (await untouched(tx, actor, committeeId)).map((meeting) => meeting.id);
  if (ids.length === 0) return;
  await tx
    .update(meetings)
    .set({ ...change, changedAt: tx.now, version: sql`${meetings.version} + 1` })
    .where(own(meetings, actor, inArray(meetings.id, ids)));
  for (const id of ids) await keepRecord(tx, actor, id);
}

/** Gives untouched meetings the agenda that the template has now. */
export async function followTemplate(tx: Tx, actor: Actor, committeeId: string): Promise<void> {
  for (const meeting of await untouched(tx, actor, committeeId)) {
    await tx.delete(meetingItems).where(own(meetingItems, actor, eq(meetingItems.recordId, meeting.id)));
    await copyTemplate(tx, actor, committeeId, meeting);
    await keepRecord(tx, actor, meeting.id);
  }
}

export async function copyTemplate(
  tx: Tx,
  actor: Actor,
  committeeId: string,
  meeting: { id: string; serviceIds: string[] },
): Promise<void> {
  const items = await listTemplate(tx, actor, committeeId);
  if (items.length === 0) return;
  await tx.insert(meetingItems).values(
    items.map(({ id: _, ...item }) => ({
      organisationId: actor.organisationId,
      ...item,
      id: randomUUID(),
      recordId: meeting.id,
      serviceIds: meeting.serviceIds,
    })),
  );
}
