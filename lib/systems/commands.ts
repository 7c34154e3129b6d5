import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { systems } from "#db/schema/systems.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord, moveRecord, openRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { ChangeSystem, RecordSystem, RetireSystem } from "./inputs.ts";
import { may } from "./policy.ts";
import { findSystem } from "./queries.ts";

export function recordSystem(actor: Actor, input: RecordSystem) {
  return changeAs(actor, "system.record", (tx) => recordSystemIn(tx, actor, input));
}

export async function recordSystemIn(tx: Tx, actor: Actor, input: RecordSystem) {
  if (!may(actor, "record", { state: "in-use", serviceIds: input.serviceIds })) {
    throw new Refusal("forbidden", "You may record systems for your own services only. Choose them.", {
      field: "serviceIds",
    });
  }
  const record = await openRecord(tx, actor, {
    kind: "system",
    title: input.name,
    state: "in-use",
    serviceIds: input.serviceIds,
    ownerId: input.ownerId,
  });
  await tx.insert(systems).values({
    organisationId: actor.organisationId,
    ...columnsOf(input),
    id: record.id,
    serviceIds: record.serviceIds,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  return record;
}

export function changeSystem(actor: Actor, input: ChangeSystem) {
  return changeAs(actor, "system.change", (tx) => changeSystemIn(tx, actor, input));
}

export async function changeSystemIn(tx: Tx, actor: Actor, input: ChangeSystem) {
  const system = await mayOn(tx, actor, "change", input.id);
  await moveRecord(tx, actor, input.id, input.serviceIds);
  const [row] = await tx
    .update(systems)
    .set({ ...columnsOf(input), changedAt: tx.now, version: sql`${systems.version} + 1` })
    .where(own(systems, actor, eq(systems.id, input.id), eq(systems.version, input.version)))
    .returning({ id: systems.id });
  if (!row) throw staleSystem(system);
  await keepRecord(tx, actor, input.id, { title: input.name, ownerId: input.ownerId ?? null });
  return row;
}

export function retireSystem(actor: Actor, input: RetireSystem) {
  return changeAs(actor, "system.retire", (tx) => retireSystemIn(tx, actor, input));
}

export async function retireSystemIn(tx: Tx, actor: Actor, input: RetireSystem) {
  const system = await mayOn(tx, actor, "retire", input.id);
  const [row] = await tx
    .update(systems)
    .set({ state: "retired", retiredReason: input.reason, changedAt: tx.now, version: sql`${systems.version} + 1` })
    .where(own(systems, actor, eq(systems.id, input.id), eq(systems.version, input.version)))
    .returning({ id: systems.id });
  if (!row) throw staleSystem(system);
  await keepRecord(tx, actor, input.id, { state: "retired" });
  return row;
}

async function mayOn(tx: Tx, actor: Actor, verb: "change" | "retire", id: string) {
  const system = await findSystem(tx, actor, id);
  if (!system) throw new Refusal("not-found", "That system does not exist.");
  if (!may(actor, verb, system)) throw new Refusal("forbidden", "You may not change this system.");
  return system;
}

type Found = NonNullable<Awaited<ReturnType<typeof findSystem>>>;

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
function staleSystem(system: Found): Refusal {
  return new Refusal("stale", "Someone changed this system while you were reading it.", {
    current: {
      name: system.name,
      category: system.category,
      tier: String(system.tier),
      hosting: system.hosting,
      supplier: system.supplier ?? "",
      objectiveMinutes: system.objectiveMinutes?.toString() ?? "",
      tolerableMinutes: system.tolerableMinutes?.toString() ?? "",
      careReason: system.careReason ?? "",
      analogueEndsOn: system.analogueEndsOn ?? "",
      ownerId: system.ownerId ?? "",
      serviceIds: system.serviceIds.join(","),
      version: String(system.version),
    },
  });
}

function columnsOf(input: RecordSystem) {
  return {
    name: input.name,
    category: input.category,
    tier: input.tier,
    hosting: input.hosting,
    supplier: input.supplier ?? null,
    objectiveMinutes: input.objectiveMinutes ?? null,
    tolerableMinutes: input.tolerableMinutes ?? null,
    careReason: input.careReason ?? null,
    analogue: input.analogue,
    analogueEndsOn: input.analogueEndsOn ?? null,
    ownerId: input.ownerId ?? null,
  };
}
