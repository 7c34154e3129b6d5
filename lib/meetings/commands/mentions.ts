import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNotNull, isNull, notInArray } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { meetingDecisions, minuteBlocks, minuteMentions } from "#db/schema/minutes.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkRecords } from "#lib/records/commands.ts";
import { maySee } from "#lib/records/policy.ts";
import { referencesIn } from "../minute-text.ts";
import type { FoundMeeting } from "../queries/meeting.ts";
import { listNamed } from "../queries/minutes.ts";
import { childOf } from "./row.ts";

/**
 * Keeps which records a minute names, and the meeting's own links to every record that it discussed, in step with its
 * words. What the writer may not see stays named for as long as the words hold a reference that they cannot follow.
 */
export async function noteMentions(tx: Tx, actor: Actor, meeting: FoundMeeting, block: { id: string; words: string }) {
  const named = (await listNamed(tx, actor, [block.words])).filter(
    (record) => record.id !== meeting.id && maySee(actor, record),
  );
  const ids = named.map(({ id }) => id);
  const references = referencesIn(block.words);
  const unseen = references.some((one) => !named.some(({ reference }) => reference === one));
  const known = await tx
    .select({ id: minuteMentions.id, mentionedId: minuteMentions.mentionedId, reference: records.reference })
    .from(minuteMentions)
    .leftJoin(records, and(own(records, actor), eq(records.id, minuteMentions.mentionedId)))
    .where(own(minuteMentions, actor, eq(minuteMentions.blockId, block.id)));
  const gone = known.filter(({ reference }) => (reference ? !references.includes(reference) : !unseen));
  if (gone.length > 0)
    await tx.delete(minuteMentions).where(
      own(
        minuteMentions,
        actor,
        inArray(
          minuteMentions.id,
          gone.map(({ id }) => id),
        ),
      ),
    );
  const added = ids.filter((id) => !known.some(({ mentionedId }) => mentionedId === id));
  if (added.length > 0)
    await tx
      .insert(minuteMentions)
      .values(
        added.map((mentionedId) => ({ ...childOf(actor, meeting), id: randomUUID(), blockId: block.id, mentionedId })),
      );
  for (const toId of ids) await linkRecords(tx, actor, { fromId: meeting.id, toId, kind: "discussed" });
  if (gone.length > 0) await dropUnnamed(tx, actor, meeting);
}

/** Takes away the links to records that no minute and no decision of the meeting names any more. */
async function dropUnnamed(tx: Tx, actor: Actor, meeting: FoundMeeting): Promise<void> {
  const mentioned = await tx
    .select({ id: minuteMentions.mentionedId })
    .from(minuteMentions)
    .innerJoin(
      minuteBlocks,
      and(
        eq(minuteBlocks.organisationId, minuteMentions.organisationId),
        eq(minuteBlocks.id, minuteMentions.blockId),
        own(minuteBlocks, actor),
      ),
    )
    .where(own(minuteMentions, actor, and(eq(minuteMentions.recordId, meeting.id), isNull(minuteBlocks.removedAt))));
  const decided = await tx
    .select({ id: meetingDecisions.aboutId })
    .from(meetingDecisions)
    .where(
      own(meetingDecisions, actor, and(eq(meetingDecisions.recordId, meeting.id), isNotNull(meetingDecisions.aboutId))),
    );
  const kept = [...mentioned, ...decided].flatMap(({ id }) => id ?? []);
  await tx
    .delete(recordLinks)
    .where(
      own(
        recordLinks,
        actor,
        and(
          eq(recordLinks.fromId, meeting.id),
          eq(recordLinks.kind, "discussed"),
          kept.length > 0 ? notInArray(recordLinks.toId, kept) : undefined,
        ),
      ),
    );
}
