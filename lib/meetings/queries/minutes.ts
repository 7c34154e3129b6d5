import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { meetingItems } from "#db/schema/meetings.ts";
import { meetingAddenda, meetingSignatures, minuteBlocks, minuteDrafts } from "#db/schema/minutes.ts";
import { people } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { roleIds } from "#lib/access/roles.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { signingPosts } from "../committee.ts";
import { blockKinds, draftFields } from "../minute.ts";
import { referencesIn } from "../minute-text.ts";

export type Block = Awaited<ReturnType<typeof listBlocks>>[number];

const blockColumns = {
  id: minuteBlocks.id,
  itemId: minuteBlocks.itemId,
  position: minuteBlocks.position,
  kind: minuteBlocks.kind,
  words: minuteBlocks.words,
  decisionId: minuteBlocks.decisionId,
  actionId: minuteBlocks.actionId,
  differsFromId: minuteBlocks.differsFromId,
  ownWords: minuteBlocks.ownWords,
  writtenBy: minuteBlocks.writtenBy,
  writtenRole: minuteBlocks.writtenRole,
  writtenAt: minuteBlocks.writtenAt,
  changedAt: minuteBlocks.changedAt,
  version: minuteBlocks.version,
};

/** The blocks of a meeting's minutes in their order; a text that differs stands after the one it differs from. */
export async function listBlocks(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({ ...blockColumns, by: people.name })
    .from(minuteBlocks)
    .innerJoin(
      people,
      and(eq(people.organisationId, minuteBlocks.organisationId), eq(people.id, minuteBlocks.writtenBy)),
    )
    .where(
      own(
        minuteBlocks,
        actor,
        and(eq(minuteBlocks.recordId, meetingId), isNull(minuteBlocks.removedAt), own(people, actor)),
      ),
    )
    .orderBy(asc(minuteBlocks.position), asc(minuteBlocks.writtenAt), asc(minuteBlocks.id));
  return rows.map((row) => ({
    ...row,
    kind: wordOf(blockKinds, row.kind),
    writtenRole: wordOf(roleIds, row.writtenRole),
  }));
}

export async function findBlock(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({ ...blockColumns, removedAt: minuteBlocks.removedAt, recordId: minuteBlocks.recordId })
    .from(minuteBlocks)
    .where(ownId(minuteBlocks, actor, id));
  return row && { ...row, kind: wordOf(blockKinds, row.kind) };
}

export type Named = { id: string; kind: (typeof recordKinds)[number]; reference: string; title: string };

/** The records that some texts name by their reference, as far as the reader sees them. */
export async function listNamed(tx: Tx, actor: Context, texts: readonly string[]) {
  const references = [...new Set(texts.flatMap(referencesIn))].slice(0, 400);
  if (references.length === 0) return [];
  const rows = await tx
    .select({
      id: records.id,
      kind: records.kind,
      reference: records.reference,
      title: records.title,
      state: records.state,
      serviceIds: records.serviceIds,
      ownerId: records.ownerId,
    })
    .from(records)
    .where(own(records, actor, inArray(records.reference, references)));
  return rows.map((row) => ({ ...row, kind: wordOf(recordKinds, row.kind) }));
}

export async function findSignature(tx: Tx, actor: Context, meetingId: string) {
  const [row] = await tx
    .select({
      post: meetingSignatures.post,
      role: meetingSignatures.role,
      quorate: meetingSignatures.quorate,
      reason: meetingSignatures.reason,
      sha256: meetingSignatures.sha256,
      alone: meetingSignatures.alone,
      signedAt: meetingSignatures.signedAt,
      signedBy: meetingSignatures.signedBy,
      by: people.name,
    })
    .from(meetingSignatures)
    .innerJoin(
      people,
      and(eq(people.organisationId, meetingSignatures.organisationId), eq(people.id, meetingSignatures.signedBy)),
    )
    .where(own(meetingSignatures, actor, and(eq(meetingSignatures.recordId, meetingId), own(people, actor))));
  return row && { ...row, post: wordOf(signingPosts, row.post), role: wordOf(roleIds, row.role) };
}

export async function listAddenda(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({
      id: meetingAddenda.id,
      itemId: meetingAddenda.itemId,
      item: meetingItems.position,
      words: meetingAddenda.words,
      writtenBy: meetingAddenda.writtenBy,
      writtenRole: meetingAddenda.writtenRole,
      writtenAt: meetingAddenda.writtenAt,
      by: people.name,
    })
    .from(meetingAddenda)
    .innerJoin(
      people,
      and(eq(people.organisationId, meetingAddenda.organisationId), eq(people.id, meetingAddenda.writtenBy)),
    )
    .leftJoin(
      meetingItems,
      and(
        eq(meetingItems.organisationId, meetingAddenda.organisationId),
        eq(meetingItems.id, meetingAddenda.itemId),
        own(meetingItems, actor),
      ),
    )
    .where(own(meetingAddenda, actor, and(eq(meetingAddenda.recordId, meetingId), own(people, actor))))
    .orderBy(asc(meetingAddenda.writtenAt), asc(meetingAddenda.id));
  return rows.map((row) => ({ ...row, writtenRole: wordOf(roleIds, row.writtenRole) }));
}

/** What the reader was writing under an item and has not saved as a minute. */
export async function listDrafts(tx: Tx, actor: Context, itemId: string) {
  const rows = await tx
    .select({ field: minuteDrafts.field, words: minuteDrafts.words, savedAt: minuteDrafts.savedAt })
    .from(minuteDrafts)
    .where(own(minuteDrafts, actor, and(eq(minuteDrafts.itemId, itemId), eq(minuteDrafts.personId, actor.personId))));
  return rows.map((row) => ({ ...row, field: wordOf(draftFields, row.field) }));
}
