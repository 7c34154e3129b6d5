import "server-only";
import { asc, eq } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { attachments, records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { SeenRecord } from "#lib/records/policy.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { endWords, mediaTypes } from "./file.ts";
import { maySeeFile } from "./policy.ts";

const typed = <T extends { type: string }>(row: T) => ({ ...row, type: wordOf(mediaTypes, row.type) });
const ended = <T extends { addedAfter: string | null }>(row: T) => ({
  ...row,
  addedAfter: wordOf(endWords, row.addedAfter),
});

export type Attachment = Awaited<ReturnType<typeof listAttachments>>[number];

/** A record's attachments that the reader may see, oldest first. */
export async function listAttachments(tx: Tx, actor: Actor, record: SeenRecord & { id: string }) {
  const rows = await tx
    .select({
      id: attachments.id,
      name: attachments.name,
      type: attachments.mediaType,
      bytes: attachments.bytes,
      sha256: attachments.sha256,
      location: attachments.locationTags,
      author: attachments.authorTags,
      note: attachments.note,
      addedBy: attachments.addedBy,
      addedAt: attachments.addedAt,
      addedAfter: attachments.addedAfter,
    })
    .from(attachments)
    .where(own(attachments, actor, eq(attachments.recordId, record.id)))
    .orderBy(asc(attachments.addedAt), asc(attachments.id));
  return rows.map((row) => ended(typed(row))).filter((file) => maySeeFile(actor, record, file));
}

/** What a download needs, in columns that readers outside have too: row security alone decides for them. */
export async function findFile(tx: Tx, context: Context, id: string) {
  const [row] = await tx
    .select({
      id: attachments.id,
      recordId: attachments.recordId,
      name: attachments.name,
      type: attachments.mediaType,
      bytes: attachments.bytes,
      sha256: attachments.sha256,
    })
    .from(attachments)
    .where(ownId(attachments, context, id));
  return row && typed(row);
}

/** A download inside: the file, if the reader may see it and the record it is attached to. */
export async function findFileInside(tx: Tx, actor: Actor, id: string) {
  const file = await findFile(tx, actor, id);
  const record = file && (await findFiledRecord(tx, actor, file.recordId));
  const [added] = await tx
    .select({ addedBy: attachments.addedBy })
    .from(attachments)
    .where(ownId(attachments, actor, id));
  return file && record && added && maySeeFile(actor, record, added) ? file : undefined;
}

export async function findFiledRecord(
  tx: Tx,
  actor: Context,
  id: string,
): Promise<(SeenRecord & { id: string; title: string }) | undefined> {
  const [row] = await tx
    .select({
      id: records.id,
      kind: records.kind,
      title: records.title,
      state: records.state,
      serviceIds: records.serviceIds,
      ownerId: records.ownerId,
    })
    .from(records)
    .where(ownId(records, actor, id));
  return row && { ...row, kind: wordOf(recordKinds, row.kind) };
}
