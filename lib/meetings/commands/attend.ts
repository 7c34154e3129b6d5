import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { meetingAttendance, meetingInterests } from "#db/schema/meetings.ts";
import { people } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatTime, londonDay } from "#lib/dates.ts";
import { keepRecord, noteConfirmed } from "#lib/records/commands.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { type Attend, attendNames, type DeclareInterest, type NotedPresence } from "../inputs/meetings.ts";
import { wasThere } from "../meeting.ts";
import { may } from "../policy.ts";
import { type AttendanceRow, listAttendance, listSeats, type Seat } from "../queries/attendance.ts";
import { findMeeting, listAgenda } from "../queries/meeting.ts";
import { changeRow, childOf, meetingFor } from "./row.ts";

export function recordAttendance(actor: Actor, input: Attend) {
  return changeAs(actor, "meeting.attend", (tx) => recordAttendanceIn(tx, actor, input));
}

/** Everyone's attendance at once, and somebody more in attendance; who is on no list is refused. */
export async function recordAttendanceIn(tx: Tx, actor: Actor, input: Attend) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  const seats = await listSeats(tx, actor, meeting);
  const known = new Map((await listAttendance(tx, actor, meeting.id)).map((row) => [row.personId, row]));
  if (input.day !== londonDay(meeting.beganAt ?? meeting.startsAt))
    throw new Refusal("stale", "This meeting is on another day by now. Open it again.");
  await changeRow(tx, actor, meeting, input.version, {});
  const noted = { notedBy: actor.personId, notedAt: tx.now };
  for (const one of input.people) {
    const seat = seats.find((held) => held.personId === one.personId);
    if (!seat) throw new Refusal("conflict", "Somebody on this form is no longer on the committee. Open it again.");
    const before = known.get(one.personId);
    mustBePossible(one, seat, before, tx.now);
    const { presence, cameAt, leftAt } = one;
    if (!before)
      await tx.insert(meetingAttendance).values({
        ...childOf(actor, meeting),
        id: randomUUID(),
        personId: one.personId,
        post: seat.post,
        ...noted,
        presence,
        cameAt,
        leftAt,
      });
    else if (differs(one, before))
      mustHave(
        await tx
          .update(meetingAttendance)
          .set({ presence, cameAt, leftAt, ...noted, version: sql`${meetingAttendance.version} + 1` })
          .where(ownId(meetingAttendance, actor, before.id))
          .returning({ id: meetingAttendance.id }),
      );
  }
  if (input.guestId) {
    if (seats.some((seat) => seat.personId === input.guestId))
      throw new Refusal("conflict", "They are on the list already.", { field: "guestId" });
    await mustBeSomebody(tx, actor, input.guestId, "guestId");
    await tx.insert(meetingAttendance).values({
      ...childOf(actor, meeting),
      id: randomUUID(),
      personId: input.guestId,
      post: "attends",
      presence: "present",
      ...noted,
    });
  }
  return { id: meeting.id };
}

function mustBePossible(one: NotedPresence, seat: Seat, before: AttendanceRow | undefined, now: Date): void {
  const fields = attendNames(one.personId);
  const no = (words: string, field: string) => new Refusal("conflict", words, { field });
  if (one.cameAt && one.cameAt > now) throw no("That time has not come yet.", fields.came);
  if (one.leftAt && one.leftAt > now) throw no("That time has not come yet.", fields.left);
  const ended = seat.ended ? before?.leftAt : null;
  if (ended && wasThere(one.presence) && (!one.leftAt || one.leftAt > ended))
    throw no(`Their post ended at ${formatTime(ended)}; nobody sits without one after that.`, fields.left);
}

const differs = (one: NotedPresence, before: AttendanceRow) =>
  one.presence !== before.presence ||
  one.cameAt?.getTime() !== before.cameAt?.getTime() ||
  one.leftAt?.getTime() !== before.leftAt?.getTime();

export function declareInterest(actor: Actor, input: DeclareInterest) {
  return changeAs(actor, "meeting.declare-interest", (tx) => declareInterestIn(tx, actor, input));
}

/** A member's own, or somebody's as whoever writes the minutes heard it. */
export async function declareInterestIn(tx: Tx, actor: Actor, input: DeclareInterest) {
  const meeting = await findMeeting(tx, actor, input.id);
  if (!meeting) throw new Refusal("not-found", "That meeting does not exist.");
  const personId = input.personId ?? actor.personId;
  const verb = personId === actor.personId && may(actor, "contribute", meeting) ? "contribute" : "minute";
  await meetingFor(tx, actor, verb, meeting.id);
  const seats = await listSeats(tx, actor, meeting);
  if (!seats.some((seat) => seat.personId === personId))
    throw new Refusal("conflict", "Choose somebody who takes part in this meeting.", { field: "personId" });
  const agenda = await listAgenda(tx, actor, meeting.id);
  if (input.itemId && !agenda.some((item) => item.id === input.itemId))
    throw new Refusal("conflict", "Choose an item of this agenda.", { field: "itemId" });
  await tx.insert(meetingInterests).values({
    ...childOf(actor, meeting),
    id: randomUUID(),
    personId,
    itemId: input.itemId ?? null,
    words: input.words,
    takingPart: input.takingPart,
    notedBy: actor.personId,
    notedAt: tx.now,
  });
  if (verb === "minute") await keepRecord(tx, actor, meeting.id);
  else await noteConfirmed(tx, actor, meeting.id, meeting.serviceIds);
  return { id: meeting.id };
}

async function mustBeSomebody(tx: Tx, actor: Actor, personId: string, field: string): Promise<void> {
  const [row] = await tx
    .select({ disabledAt: people.disabledAt })
    .from(people)
    .where(own(people, actor, eq(people.id, personId)));
  if (!row || row.disabledAt) throw new Refusal("not-found", "Choose one from the list.", { field });
}
