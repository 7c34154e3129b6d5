import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import { services } from "#db/schema/organisation.ts";
import { personalDataChoices, recordLinks, recordServices, records, referenceCounters } from "#db/schema/records.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { londonParts } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import { type LinkKind, type RecordKind, referencePrefixes, writeReference } from "./record.ts";

export type NewRecord = {
  kind: RecordKind;
  title: string;
  state: string;
  serviceIds: readonly string[];
  ownerId?: string | undefined;
  /** Only the seed chooses an id or a reference number. */
  id?: string;
  number?: number;
};

/** Opens a record: its number, its row in `records` and its services. Answers the id, the reference and the services, sorted. */
export async function openRecord(tx: Tx, actor: Actor, input: NewRecord) {
  const serviceIds = [...new Set(input.serviceIds)].sort();
  await mustBeServices(tx, actor, serviceIds);
  const id = input.id ?? randomUUID();
  const reference = await nextReference(tx, actor, input.kind, input.number);
  await tx.insert(records).values({
    organisationId: actor.organisationId,
    id,
    kind: input.kind,
    reference,
    title: input.title.slice(0, 200),
    state: input.state,
    serviceIds,
    ownerId: input.ownerId ?? null,
    changedAt: tx.now,
  });
  if (serviceIds.length > 0) {
    await tx.insert(recordServices).values(
      serviceIds.map((serviceId) => ({
        organisationId: actor.organisationId,
        id: randomUUID(),
        recordId: id,
        serviceId,
      })),
    );
  }
  await noteConfirmed(tx, actor, id, serviceIds);
  return { id, reference, serviceIds };
}

type RecordChange = { title?: string; state?: string; ownerId?: string | null };

/**
 * Keeps a record's row in step with its room's row; call it in every command that changes either. Only what changes
 * nothing that anybody wrote may leave it: which item a meeting is at, and a decision carried out elsewhere afterwards.
 */
export async function keepRecord(tx: Tx, actor: Actor, id: string, change: RecordChange = {}): Promise<void> {
  const [row] = await tx
    .update(records)
    .set({
      ...change,
      ...(change.title ? { title: change.title.slice(0, 200) } : {}),
      changedAt: tx.now,
      version: sql`${records.version} + 1`,
    })
    .where(ownId(records, actor, id))
    .returning({ serviceIds: records.serviceIds });
  if (!row) throw new Refusal("forbidden", "You may not change this record.");
  await noteConfirmed(tx, actor, id, row.serviceIds);
}

/** For rows added to a record by someone who may add to it but not change it (a timeline entry, a check). */
export async function noteConfirmed(
  tx: Tx,
  actor: Actor,
  recordId: string,
  serviceIds: readonly string[],
): Promise<void> {
  const confirmed = actor.confirmed ?? [];
  if (confirmed.length === 0) return;
  await tx.insert(personalDataChoices).values(
    confirmed.map(({ field, kinds }) => ({
      organisationId: actor.organisationId,
      id: randomUUID(),
      recordId,
      serviceIds: [...serviceIds],
      field,
      kinds: [...kinds],
      choice: "confirmed",
      personId: actor.personId,
      at: tx.now,
    })),
  );
}

/** Changes which services a record names; everything that belongs to the record follows by trigger. */
export async function moveRecord(tx: Tx, actor: Actor, id: string, wanted: readonly string[]): Promise<void> {
  const serviceIds = [...new Set(wanted)].sort();
  await mustBeServices(tx, actor, serviceIds);
  if (!covers(actor, serviceIds))
    throw new Refusal("forbidden", "Choose services within your own scope.", { field: "serviceIds" });
  const present = await tx
    .select({ id: recordServices.id, serviceId: recordServices.serviceId })
    .from(recordServices)
    .where(own(recordServices, actor, eq(recordServices.recordId, id)));
  const gone = present.filter((row) => !serviceIds.includes(row.serviceId)).map((row) => row.id);
  const added = serviceIds.filter((serviceId) => !present.some((row) => row.serviceId === serviceId));
  if (added.length > 0) {
    await tx
      .insert(recordServices)
      .values(
        added.map((serviceId) => ({ organisationId: actor.organisationId, id: randomUUID(), recordId: id, serviceId })),
      );
  }
  if (gone.length > 0)
    await tx.delete(recordServices).where(own(recordServices, actor, inArray(recordServices.id, gone)));
}

/** Links two records that the actor can see; a link that exists already stays as it is. */
export async function linkRecords(
  tx: Tx,
  actor: Actor,
  link: { fromId: string; toId: string; kind: LinkKind; note?: string },
): Promise<void> {
  const ends = await tx
    .select({ id: records.id, serviceIds: records.serviceIds })
    .from(records)
    .where(own(records, actor, inArray(records.id, [link.fromId, link.toId])));
  const from = ends.find((end) => end.id === link.fromId);
  if (!from || !ends.some((end) => end.id === link.toId)) throw new Refusal("not-found", "That record does not exist.");
  const [known] = await tx
    .select({ id: recordLinks.id })
    .from(recordLinks)
    .where(
      own(
        recordLinks,
        actor,
        and(eq(recordLinks.fromId, link.fromId), eq(recordLinks.toId, link.toId), eq(recordLinks.kind, link.kind)),
      ),
    );
  if (known) return;
  await tx.insert(recordLinks).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    ...link,
    serviceIds: from.serviceIds,
    createdAt: tx.now,
  });
}

/** Refuses ids that are no service of this organisation. */
export async function mustBeServices(tx: Tx, actor: Actor, serviceIds: readonly string[]): Promise<void> {
  if (serviceIds.length === 0) return;
  const known = await tx
    .select({ id: services.id })
    .from(services)
    .where(own(services, actor, inArray(services.id, [...serviceIds])));
  if (known.length !== serviceIds.length)
    throw new Refusal("not-found", "Choose services from the list.", { field: "serviceIds" });
}

/** Numbers run without gaps per organisation: the chain head that the transaction holds keeps them in order. */
async function nextReference(tx: Tx, actor: Actor, kind: RecordKind, wanted?: number): Promise<string> {
  const year = referencePrefixes[kind].yearly ? londonParts(tx.now).year : 0;
  const { prefix } = referencePrefixes[kind];
  const [counter] = await tx
    .insert(referenceCounters)
    .values({ organisationId: actor.organisationId, id: randomUUID(), prefix, year, last: wanted ?? 1 })
    .onConflictDoUpdate({
      target: [referenceCounters.organisationId, referenceCounters.prefix, referenceCounters.year],
      set: {
        last:
          wanted === undefined
            ? sql`${referenceCounters.last} + 1`
            : sql`greatest(${referenceCounters.last}, ${wanted})`,
      },
    })
    .returning({ last: referenceCounters.last });
  return writeReference(kind, wanted ?? counter?.last ?? 1, londonParts(tx.now).year);
}
