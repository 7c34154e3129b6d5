import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { disruptionImpacts, fallbackUses } from "#db/schema/disruptions.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { linkRecords, moveRecord, noteConfirmed } from "#lib/records/commands.ts";
import { findRecord } from "#lib/records/queries.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { bandOf } from "../disruption.ts";
import type { NameSystem, RecordFallback, RecordImpact } from "../inputs.ts";
import { findDisruption, listFallbacks, listImpacts } from "../queries/disruption.ts";
import { mayOn, rowOf, saidBy, settle } from "./ground.ts";

export function recordImpact(actor: Actor, input: RecordImpact) {
  return changeAs(actor, "disruption.impact", (tx) => recordImpactIn(tx, actor, input));
}

/** What it meant for one service. Naming a further service adds it to the disruption; never while its review is being signed. */
export async function recordImpactIn(tx: Tx, actor: Actor, input: RecordImpact) {
  let disruption = await mayOn(tx, actor, "impact", input.id);
  if (!covers(actor, [input.serviceId]))
    throw new Refusal("forbidden", "Choose a service within your own scope.", { field: "serviceId" });
  if ([input.onPaperAt, input.restoredAt].some((at) => at && at > tx.now))
    throw new Refusal("conflict", "That time has not come yet.", { field: "restored-time" });
  const named = disruption.serviceIds.length === 0 || disruption.serviceIds.includes(input.serviceId);
  if (!named) {
    if (!covers(actor, disruption.serviceIds))
      throw new Refusal("forbidden", "Ask somebody whose scope covers all its services to add one.", {
        field: "serviceId",
      });
    await moveRecord(tx, actor, disruption.id, [...disruption.serviceIds, input.serviceId]);
    disruption = (await findDisruption(tx, actor, disruption.id)) ?? disruption;
  }
  const values = {
    peopleBand: input.peopleAffected === undefined ? "not-known" : bandOf(input.peopleAffected),
    peopleAffected: input.peopleAffected ?? null,
    staffOnShift: input.staffOnShift ?? null,
    taskKind: input.taskKind ?? null,
    tasksDue: input.tasksDue ?? null,
    tasksDone: input.tasksDone ?? null,
    tasksLate: input.tasksLate ?? null,
    longestLateMinutes: input.longestLateMinutes ?? null,
    onPaperAt: input.onPaperAt ?? null,
    restoredAt: input.restoredAt ?? null,
    note: input.note ?? null,
    ...saidBy(tx, actor),
  };
  const known = (await listImpacts(tx, actor, disruption.id)).find((row) => row.serviceId === input.serviceId);
  if (known) {
    const band = input.peopleAffected === undefined ? { peopleBand: known.peopleBand } : {};
    mustHave(
      await tx
        .update(disruptionImpacts)
        .set({ ...values, ...band, version: sql`${disruptionImpacts.version} + 1` })
        .where(own(disruptionImpacts, actor, eq(disruptionImpacts.id, known.id)))
        .returning({ id: disruptionImpacts.id }),
    );
  } else {
    await tx.insert(disruptionImpacts).values({ ...rowOf(actor, disruption), serviceId: input.serviceId, ...values });
  }
  await noteConfirmed(tx, actor, disruption.id, disruption.serviceIds);
}

export function recordFallback(actor: Actor, input: RecordFallback) {
  return changeAs(actor, "disruption.fallback", (tx) => recordFallbackIn(tx, actor, input));
}

/** What was used instead, once per kind: saying it again replaces it, the versions keep both. */
export async function recordFallbackIn(tx: Tx, actor: Actor, input: RecordFallback) {
  const disruption = await mayOn(tx, actor, "fallback", input.id);
  const values = {
    used: input.used,
    worked: input.used ? (input.worked ?? "not-known") : null,
    note: input.note ?? null,
    ...saidBy(tx, actor),
  };
  const known = (await listFallbacks(tx, actor, disruption.id)).find((row) => row.materialKind === input.materialKind);
  if (known) {
    mustHave(
      await tx
        .update(fallbackUses)
        .set({ ...values, version: sql`${fallbackUses.version} + 1` })
        .where(own(fallbackUses, actor, eq(fallbackUses.id, known.id)))
        .returning({ id: fallbackUses.id }),
    );
  } else {
    await tx.insert(fallbackUses).values({ ...rowOf(actor, disruption), materialKind: input.materialKind, ...values });
  }
  await noteConfirmed(tx, actor, disruption.id, disruption.serviceIds);
}

export function nameSystem(actor: Actor, input: NameSystem) {
  return changeAs(actor, "disruption.name-system", (tx) => nameSystemIn(tx, actor, input));
}

/** Names a system that the disruption is about. */
export async function nameSystemIn(tx: Tx, actor: Actor, input: NameSystem) {
  const disruption = await mayOn(tx, actor, "triage", input.id);
  const system = await findRecord(tx, actor, input.systemId);
  if (system?.kind !== "system")
    throw new Refusal("not-found", "Choose a system from the list.", { field: "systemId" });
  await linkRecords(tx, actor, { fromId: disruption.id, toId: system.id, kind: "about" });
  await settle(tx, actor, disruption);
}
