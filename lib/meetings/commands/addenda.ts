import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetingItems } from "#db/schema/meetings.ts";
import { meetingAddenda, minuteExtracts } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { addendumLine } from "../extract.ts";
import type { AddAddendum } from "../inputs/minutes.ts";
import { childOf, meetingFor } from "./row.ts";

export function addAddendum(actor: Actor, input: AddAddendum) {
  return changeAs(actor, "meeting.add-addendum", (tx) => addAddendumIn(tx, actor, input));
}

/** What is said after the signature: it stands below the minutes with its own time, and changes none of them. */
export async function addAddendumIn(tx: Tx, actor: Actor, input: AddAddendum) {
  const meeting = await meetingFor(tx, actor, "correct", input.id);
  const [item] = input.itemId
    ? await tx
        .select({ id: meetingItems.id, position: meetingItems.position })
        .from(meetingItems)
        .where(own(meetingItems, actor, and(eq(meetingItems.id, input.itemId), eq(meetingItems.recordId, meeting.id))))
    : [];
  if (input.itemId && !item) throw new Refusal("not-found", "Choose an item of this meeting.", { field: "itemId" });
  await tx.insert(meetingAddenda).values({
    ...childOf(actor, meeting),
    id: randomUUID(),
    itemId: item?.id ?? null,
    words: input.words,
    writtenBy: actor.personId,
    writtenRole: actor.role,
    writtenAt: tx.now,
  });
  await keepRecord(tx, actor, meeting.id);
  const line = addendumLine({ writtenAt: tx.now, writtenRole: actor.role, words: input.words });
  // Whoever is given an extract is given what was said of it afterwards.
  const extracts = await tx
    .update(minuteExtracts)
    .set({
      addenda: sql`concat_ws(${"\n\n"}, ${minuteExtracts.addenda}, ${line}::text)`,
      changedAt: tx.now,
      version: sql`${minuteExtracts.version} + 1`,
    })
    .where(
      own(
        minuteExtracts,
        actor,
        and(
          eq(minuteExtracts.meetingId, meeting.id),
          eq(minuteExtracts.state, "marked"),
          item ? eq(minuteExtracts.itemPosition, item.position) : undefined,
        ),
      ),
    )
    .returning({ id: minuteExtracts.id });
  for (const extract of extracts) await keepRecord(tx, actor, extract.id);
  return { id: meeting.id };
}
