import "server-only";
import { randomUUID } from "node:crypto";
import { eq, gt, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetingItems, meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { mustHave } from "#lib/refusal.ts";
import type { ChangeCommittee } from "../inputs/committees.ts";
import { listTemplate } from "../queries/committees.ts";
import { instantOn, titleOn } from "./day.ts";

/** Planned meetings to come that nobody has changed by hand: they alone follow their committee. */
async function untouched(tx: Tx, actor: Actor, committeeId: string) {
  return tx
    .select({ id: meetings.id, serviceIds: meetings.serviceIds, originalOn: meetings.originalOn })
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

type Followed = Pick<ChangeCommittee, "name" | "startMinute" | "quorum" | "lengthMinutes" | "place" | "marking">;

/** Gives untouched meetings what their committee says now: its name, its time of day, place, length, quorum and marking. */
export async function followCommittee(tx: Tx, actor: Actor, committeeId: string, change: Followed): Promise<void> {
  const { name, startMinute, quorum, lengthMinutes, place, marking } = change;
  for (const { id, originalOn } of await untouched(tx, actor, committeeId)) {
    const start = instantOn(originalOn, startMinute);
    const title = titleOn(name, originalOn);
    mustHave(
      await tx
        .update(meetings)
        .set({
          quorum,
          lengthMinutes,
          place,
          marking,
          title,
          ...(start > tx.now ? { startsAt: start } : {}),
          changedAt: tx.now,
          version: sql`${meetings.version} + 1`,
        })
        .where(own(meetings, actor, eq(meetings.id, id)))
        .returning({ id: meetings.id }),
    );
    await keepRecord(tx, actor, id, { title });
  }
}

/** Gives untouched meetings the agenda that the template has now. */
export async function followTemplate(tx: Tx, actor: Actor, committeeId: string): Promise<void> {
  const items = await listTemplate(tx, actor, committeeId);
  for (const meeting of await untouched(tx, actor, committeeId)) {
    await tx.delete(meetingItems).where(own(meetingItems, actor, eq(meetingItems.recordId, meeting.id)));
    await copyItems(tx, actor, items, meeting);
    await keepRecord(tx, actor, meeting.id);
  }
}

type Template = Awaited<ReturnType<typeof listTemplate>>;

/** The agenda of a committee's template, as a meeting's own. */
export async function copyItems(
  tx: Tx,
  actor: Actor,
  items: Template,
  meeting: { id: string; serviceIds: string[] },
): Promise<void> {
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
