import "server-only";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord, noteConfirmed } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { type MeetingVerb, may } from "../policy.ts";
import { type FoundMeeting, findMeeting } from "../queries/meeting.ts";

/** The meeting, if the actor sees it and may do this to it now. */
export async function meetingFor(tx: Tx, actor: Actor, verb: MeetingVerb, id: string): Promise<FoundMeeting> {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting) throw new Refusal("not-found", "That meeting does not exist.");
  if (!may(actor, verb, meeting))
    throw new Refusal("forbidden", "Your post in this committee, or the state of this meeting, does not allow that.");
  return meeting;
}

type Change = Partial<typeof meetings.$inferInsert>;

/** Changes the meeting's row if nobody did since it was seen, and keeps its record in step. */
export async function changeRow(tx: Tx, actor: Actor, meeting: { id: string }, seen: number, change: Change) {
  const [row] = await tx
    .update(meetings)
    .set({ ...change, changedAt: tx.now, version: sql`${meetings.version} + 1` })
    .where(own(meetings, actor, eq(meetings.id, meeting.id), eq(meetings.version, seen)))
    .returning({ id: meetings.id });
  if (!row) throw new Refusal("stale", "Someone changed this meeting while you were reading it. Open it again.");
  await keepRecord(tx, actor, meeting.id, {
    ...(change.state ? { state: change.state } : {}),
    ...(change.title ? { title: change.title } : {}),
    ...(change.ownerId ? { ownerId: change.ownerId } : {}),
  });
  return row;
}

/** The end of every command that writes what belongs to a meeting: its record is as new as what was written. */
export async function keepMeeting(tx: Tx, actor: Actor, meeting: FoundMeeting): Promise<void> {
  if (may(actor, "minute", meeting)) await keepRecord(tx, actor, meeting.id);
  else await noteConfirmed(tx, actor, meeting.id, meeting.serviceIds);
}

/** The columns with which every row that belongs to a meeting begins. */
export function childOf(actor: Actor, meeting: Pick<FoundMeeting, "id" | "serviceIds">) {
  return { organisationId: actor.organisationId, recordId: meeting.id, serviceIds: meeting.serviceIds };
}
