import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { materialChecks, materialKnowledge, materialStamps, materials } from "#db/schema/materials.ts";
import { sites } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDateTime, londonDay } from "#lib/dates.ts";
import { keepRecord, noteConfirmed, openRecord } from "#lib/records/commands.ts";
import { materialKindWords } from "#lib/records/material-kinds.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type {
  ChangeMaterial,
  CheckMaterial,
  EndMaterial,
  NoteKnowledge,
  RecordMaterial,
  StampMaterial,
} from "./inputs.ts";
import { materialTitle, priorityKinds, resultsFor } from "./material.ts";
import { type MaterialVerb, may } from "./policy.ts";
import { findMaterial, serviceName } from "./queries/register.ts";

export function recordMaterial(actor: Actor, input: RecordMaterial) {
  return changeAs(actor, "material.record", (tx) => recordMaterialIn(tx, actor, input));
}

/** A copy with all three dates is in use at once; without them it is a draft that nobody can call in date. */
export async function recordMaterialIn(tx: Tx, actor: Actor, input: RecordMaterial) {
  if (!may(actor, "record", { state: "draft", serviceIds: [input.serviceId] }))
    throw new Refusal("forbidden", "You may record materials of your own services only.", { field: "serviceId" });
  const { contentAsOf, printedAt, useUntil } = input;
  const stamp = contentAsOf && printedAt && useUntil ? { contentAsOf, printedAt, useUntil } : undefined;
  mustBePrinted(tx, printedAt);
  const state = stamp ? "current" : "draft";
  const record = await openRecord(tx, actor, {
    kind: "material",
    title: materialTitle(input),
    state,
    serviceIds: [input.serviceId],
    ownerId: input.ownerId,
  });
  await tx.insert(materials).values({
    organisationId: actor.organisationId,
    id: record.id,
    kind: input.kind,
    serviceId: input.serviceId,
    ...(await placeOf(tx, actor, input.kind, input.serviceId, input)),
    contentAsOf: contentAsOf ?? null,
    printedAt: printedAt ?? null,
    useUntil: useUntil ?? null,
    state,
    serviceIds: record.serviceIds,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  if (stamp) await keepStamp(tx, actor, { id: record.id, serviceIds: record.serviceIds, ...stamp });
  return record;
}

export function changeMaterial(actor: Actor, input: ChangeMaterial) {
  return changeAs(actor, "material.change", (tx) => changeMaterialIn(tx, actor, input));
}

export async function changeMaterialIn(tx: Tx, actor: Actor, input: ChangeMaterial) {
  const material = await mayOn(tx, actor, "change", input.id);
  const place = await placeOf(tx, actor, material.kind, material.serviceId, input);
  await update(tx, actor, material, input.version, place);
  await keepRecord(tx, actor, input.id, {
    title: materialTitle({ kind: material.kind, ...input }),
    ownerId: input.ownerId ?? null,
  });
  return { id: input.id };
}

export function stampMaterial(actor: Actor, input: StampMaterial) {
  return changeAs(actor, "material.stamp", (tx) => stampMaterialIn(tx, actor, input));
}

/** A reprint: the new dates become the copy's, and stay as a fact of their own. */
export async function stampMaterialIn(tx: Tx, actor: Actor, input: StampMaterial) {
  const material = await mayOn(tx, actor, "stamp", input.id);
  mustBePrinted(tx, input.printedAt);
  const { contentAsOf, printedAt, useUntil } = input;
  await update(tx, actor, material, input.version, { contentAsOf, printedAt, useUntil, state: "current" });
  await keepStamp(tx, actor, { ...material, contentAsOf, printedAt, useUntil });
  await keepRecord(tx, actor, input.id, { state: "current" });
  return { id: input.id };
}

export function checkMaterial(actor: Actor, input: CheckMaterial) {
  return changeAs(actor, "material.check", (tx) => checkMaterialIn(tx, actor, input));
}

/** What somebody found at the place. The copy's version stays: a check never makes another person's edit stale. */
export async function checkMaterialIn(tx: Tx, actor: Actor, input: CheckMaterial) {
  const material = await mayOn(tx, actor, "check", input.id);
  if (input.result === "present-current" && material.state === "draft")
    throw new Refusal("conflict", "No dates are recorded for this copy, so it cannot be current. Press what you see.");
  if (!resultsFor(material).includes(input.result))
    throw new Refusal("conflict", "This copy has no seal that could be broken.");
  await tx.insert(materialChecks).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    recordId: material.id,
    serviceIds: material.serviceIds,
    result: input.result,
    note: input.note ?? null,
    checkedBy: actor.personId,
    role: actor.role,
    checkedAt: tx.now,
  });
  mustHave(
    await tx
      .update(materials)
      .set({ lastResult: input.result, lastCheckedAt: tx.now, lastRole: actor.role })
      .where(ownId(materials, actor, material.id))
      .returning({ id: materials.id }),
  );
  await noteConfirmed(tx, actor, material.id, material.serviceIds);
  return { id: material.id, serviceId: material.serviceId };
}

export function noteKnowledge(actor: Actor, input: NoteKnowledge) {
  return changeAs(actor, "material.know", (tx) => noteKnowledgeIn(tx, actor, input));
}

export async function noteKnowledgeIn(tx: Tx, actor: Actor, input: NoteKnowledge) {
  const material = await mayOn(tx, actor, "know", input.id);
  if (input.shownOn > londonDay(tx.now))
    throw new Refusal("conflict", "That day has not come yet.", { field: "shownOn" });
  await tx.insert(materialKnowledge).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    recordId: material.id,
    serviceIds: material.serviceIds,
    knowing: input.knowing,
    asked: input.asked,
    method: input.method,
    shownOn: input.shownOn,
    notedBy: actor.personId,
    role: actor.role,
    notedAt: tx.now,
  });
  await noteConfirmed(tx, actor, material.id, material.serviceIds);
  return { id: material.id };
}

export function endMaterial(actor: Actor, input: EndMaterial) {
  return changeAs(actor, input.state === "superseded" ? "material.supersede" : "material.withdraw", (tx) =>
    endMaterialIn(tx, actor, input),
  );
}

export async function endMaterialIn(tx: Tx, actor: Actor, input: EndMaterial) {
  const material = await mayOn(tx, actor, "withdraw", input.id);
  if (input.state === "superseded" && material.state !== "current")
    throw new Refusal("conflict", "Only a copy that was in use can be superseded. Withdraw this one.", {
      field: "state",
    });
  await update(tx, actor, material, input.version, { state: input.state, endedReason: input.reason });
  await keepRecord(tx, actor, input.id, { state: input.state });
  return { id: input.id };
}

type Found = NonNullable<Awaited<ReturnType<typeof findMaterial>>>;

async function mayOn(tx: Tx, actor: Actor, verb: MaterialVerb, id: string): Promise<Found> {
  const material = await findMaterial(tx, actor, id);
  if (!material) throw new Refusal("not-found", "That material does not exist.");
  if (!may(actor, verb, material))
    throw new Refusal("forbidden", "Your role, or the state of this copy, does not allow that.");
  return material;
}

async function update(
  tx: Tx,
  actor: Actor,
  material: Found,
  seen: number,
  change: Partial<typeof materials.$inferInsert>,
): Promise<void> {
  const [row] = await tx
    .update(materials)
    .set({ ...change, changedAt: tx.now, version: sql`${materials.version} + 1` })
    .where(own(materials, actor, eq(materials.id, material.id), eq(materials.version, seen)))
    .returning({ id: materials.id });
  if (!row) throw staleMaterial(material);
}

async function keepStamp(
  tx: Tx,
  actor: Actor,
  stamp: { id: string; serviceIds: string[]; contentAsOf: Date; printedAt: Date; useUntil: Date },
): Promise<void> {
  await tx.insert(materialStamps).values({
    organisationId: actor.organisationId,
    id: randomUUID(),
    recordId: stamp.id,
    serviceIds: stamp.serviceIds,
    contentAsOf: stamp.contentAsOf,
    printedAt: stamp.printedAt,
    useUntil: stamp.useUntil,
    stampedBy: actor.personId,
    role: actor.role,
    stampedAt: tx.now,
  });
}

function mustBePrinted(tx: Tx, printedAt: Date | undefined): void {
  if (printedAt && printedAt > tx.now)
    throw new Refusal("conflict", "That print has not happened yet.", { field: "printedDate" });
}

async function placeOf(
  tx: Tx,
  actor: Actor,
  kind: Found["kind"],
  serviceId: string,
  input: Omit<ChangeMaterial, "id" | "version">,
) {
  const name = await serviceName(tx, actor, serviceId);
  if (!name) throw new Refusal("not-found", "Choose a service from the list.", { field: "serviceId" });
  let site = "";
  if (input.siteId) {
    const [row] = await tx
      .select({ name: sites.name })
      .from(sites)
      .where(own(sites, actor, eq(sites.id, input.siteId), eq(sites.serviceId, serviceId)));
    if (!row) throw new Refusal("not-found", "Choose a site of that service.", { field: "siteId" });
    site = row.name;
  }
  const copy = String(input.copyNumber).padStart(2, "0");
  return {
    siteId: input.siteId ?? null,
    place: input.place,
    // Only the order of the register; a renamed service moves when the copy is next changed.
    shelf: [name, site, input.place, materialKindWords[kind].label, copy].join(" / "),
    copyNumber: input.copyNumber,
    copies: input.copies,
    showsPriorities: priorityKinds.includes(kind) ? (input.showsPriorities ?? null) : null,
    ownerId: input.ownerId ?? null,
  };
}

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
function staleMaterial(material: Found): Refusal {
  const said = (at: Date | null) => (at ? formatDateTime(at).split(", ") : ["", ""]);
  const [contentDate = "", contentTime = ""] = said(material.contentAsOf);
  const [printedDate = "", printedTime = ""] = said(material.printedAt);
  const [untilDate = "", untilTime = ""] = said(material.useUntil);
  return new Refusal("stale", "Someone changed this material while you were reading it.", {
    current: {
      siteId: material.siteId ?? "",
      place: material.place,
      copyNumber: String(material.copyNumber),
      copies: String(material.copies),
      showsPriorities: material.showsPriorities === null ? "" : material.showsPriorities ? "yes" : "no",
      ownerId: material.ownerId ?? "",
      contentDate,
      contentTime,
      printedDate,
      printedTime,
      untilDate,
      untilTime,
      version: String(material.version),
    },
  });
}
