import { randomUUID } from "node:crypto";
import { committeeItems, committeeMembers, committees, meetingItems, meetings } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Post } from "#lib/meetings/committee.ts";
import { held, type MeetingState } from "#lib/meetings/meeting.ts";
import type { Section } from "#lib/meetings/section.ts";
import { openRecord } from "#lib/records/commands.ts";
import type { Cast } from "#tests/support/cast.ts";

export type Placed = { committeeId: string; id: string; items: Record<string, string> };
type Given = {
  as: Actor;
  serviceIds?: string[];
  posts: readonly [Actor, Post][];
  sections: readonly Section[];
  startsAt: Date;
  /** Where it was held on another day than it was planned for. */
  plannedFor?: Date;
  state?: MeetingState;
  committeeId?: string;
};

/** A committee with posts and one meeting with an agenda, laid straight into the tables. */
export async function placeMeeting(cast: Cast, given: Given, at?: Date): Promise<Placed> {
  const { as: actor, serviceIds = [], state = "planned" } = given;
  const { organisationId } = actor;
  const base = () => ({ organisationId, id: randomUUID(), serviceIds });
  return cast.door.changeAs(
    actor,
    "meeting.call",
    async (tx) => {
      const committeeId = given.committeeId ?? randomUUID();
      const shared = {
        startsAt: given.startsAt,
        lengthMinutes: 120,
        place: "The hall",
        marking: "Board confidential",
        quorum: 2,
        createdAt: tx.now,
        changedAt: tx.now,
      };
      if (!given.committeeId) {
        await tx.insert(committees).values({
          ...base(),
          ...shared,
          id: committeeId,
          name: serviceIds.length > 0 ? `Local meeting ${committeeId.slice(0, 8)}` : `Board ${committeeId.slice(0, 8)}`,
          kind: serviceIds.length > 0 ? "local-governance" : "board",
          terms: "To look and to decide.",
          cadence: "quarterly",
          firstOn: "2026-01-22",
          startMinute: 600,
        });
        for (const [person, post] of given.posts)
          await tx
            .insert(committeeMembers)
            .values({ ...base(), committeeId, personId: person.personId, post, fromOn: "2026-01-01" });
        await tx.insert(committeeItems).values({ ...base(), committeeId, position: 1, title: "Welcome", minutes: 5 });
      }
      const { id } = await openRecord(tx, actor, { kind: "meeting", title: "Board meeting", state, serviceIds });
      const began = held.includes(state) ? given.startsAt : null;
      await tx.insert(meetings).values({
        ...shared,
        organisationId,
        id,
        serviceIds,
        committeeId,
        title: "Board meeting",
        startsAt: given.plannedFor ?? given.startsAt,
        originalOn: given.startsAt.toISOString().slice(0, 10),
        state,
        beganAt: began,
        endedAt: began && state !== "open" ? new Date(given.startsAt.getTime() + 7_200_000) : null,
      });
      const items: Record<string, string> = {};
      for (const [index, section] of given.sections.entries()) {
        const item = { ...base(), recordId: id, position: index + 1, title: `Item ${section}`, section, minutes: 10 };
        await tx.insert(meetingItems).values(item);
        items[section] = item.id;
      }
      return { committeeId, id, items };
    },
    at,
  );
}
