import "server-only";
import { asc, eq } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { attachments, records } from "#db/schema/records.ts";
import type { SeenRecord } from "#lib/records/policy.ts";
import type { RecordKind } from "#lib/records/record.ts";
import type { MediaType } from "./file.ts";

// The word lists are check constraints of the tables.
const typed = <T extends { type: string }>(row: T) => ({ ...row, type: row.type as MediaType });

export type Attachment = Awaited<ReturnType<typeof listAttachments>>[number];

/** A record's attachments, oldest first. Who may see the record sees them. */
export async function listAttachments(tx: Tx, actor: Context, recordId: string) {
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
    })
    .from(attachments)
    .where(own(attachments, actor, eq(attachments.recordId, recordId)))
    .orderBy(asc(attachments.addedAt), asc(attachments.id));
  return rows.map(typed);
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
  return row && { ...row, kind: row.kind as RecordKind };
}
