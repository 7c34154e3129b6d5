import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { attachments } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { safeName } from "./file.ts";
import { addedAfter, mayAttach } from "./policy.ts";
import { findFiledRecord } from "./queries.ts";
import type { Stored } from "./store.ts";

export type NewAttachment = { recordId: string; name: string; note?: string | undefined; stored: Stored };

export function attachFile(actor: Actor, input: NewAttachment) {
  return changeAs(actor, "file.attach", (tx) => attachFileIn(tx, actor, input));
}

/** Writes the row of a file that is on disk already. Answers the attachment's id. */
export async function attachFileIn(tx: Tx, actor: Actor, input: NewAttachment): Promise<{ id: string }> {
  const record = await recordToFile(tx, actor, input.recordId);
  const [known] = await tx
    .select({ name: attachments.name })
    .from(attachments)
    .where(own(attachments, actor, eq(attachments.recordId, record.id), eq(attachments.sha256, input.stored.sha256)));
  if (known) throw new Refusal("conflict", `That file is attached here already, as “${known.name}”.`);
  const id = randomUUID();
  await tx.insert(attachments).values({
    organisationId: actor.organisationId,
    id,
    recordId: record.id,
    serviceIds: [...record.serviceIds],
    name: safeName(input.name, input.stored.type),
    mediaType: input.stored.type,
    bytes: input.stored.bytes,
    sha256: input.stored.sha256,
    locationTags: input.stored.tags.location,
    authorTags: input.stored.tags.author,
    note: input.note ?? null,
    addedBy: actor.personId,
    addedAt: tx.now,
    addedAfter: addedAfter(record),
  });
  await noteConfirmed(tx, actor, record.id, record.serviceIds);
  return { id };
}

/** The record, if the actor sees it and may attach to it; a foreign id and a random one are the same here. */
export async function recordToFile(tx: Tx, actor: Actor, id: string) {
  const record = await findFiledRecord(tx, actor, id);
  if (!record) throw new Refusal("not-found", "That record does not exist.");
  if (!mayAttach(actor, record)) throw new Refusal("forbidden", "You may not attach files to this record.");
  return record;
}
