import "server-only";
import { randomUUID } from "node:crypto";
import { count, eq, max, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { resilienceTests, testObjectives } from "#db/schema/resilience-tests.ts";
import { systems } from "#db/schema/systems.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkRecords, moveRecord, noteConfirmed, openRecord } from "#lib/records/commands.ts";
import { findRecord, listLinked, serviceNames } from "#lib/records/queries.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { CancelTest, ChangeTest, LinkTest, PlanTest, SetObjective } from "../inputs.ts";
import { may } from "../policy.ts";
import { type FoundTest, findTest, listObjectives, plannedRetests } from "../queries/record.ts";
import { leavesToRepeat, plannedAlready } from "../resilience-test.ts";
import { isOfItsServices } from "../retest.ts";
import { mustRun, notYours } from "./judging.ts";
import { changeRow, childOf, testFor } from "./row.ts";

/** Only the seed chooses a number; a meeting may ask for any test again, whatever it met. */
export type NewTest = PlanTest & { number?: number; askedByMeeting?: boolean };

export function planTest(actor: Actor, input: PlanTest) {
  return changeAs(actor, "test.plan", (tx) => planTestIn(tx, actor, input));
}

type Failed = { reference: string; serviceIds: readonly string[] };

/** Another house cannot show that this one holds. */
async function mustBeOfItsServices(tx: Tx, actor: Actor, chosen: readonly string[], failed: Failed) {
  if (isOfItsServices(chosen, failed.serviceIds)) return;
  const names = await serviceNames(tx, actor);
  const of = failed.serviceIds.map((id) => names.get(id) ?? "a service outside your own").join(", ");
  throw new Refusal(
    "conflict",
    of
      ? `A retest is of every service of ${failed.reference}: ${of}.`
      : `${failed.reference} was of the whole organisation, and so is its retest. Choose no service.`,
    { field: "serviceIds" },
  );
}

/** Plans a test. A retest carries over what the test did not meet, or all of it where it met everything, and is linked to it. */
export async function planTestIn(tx: Tx, actor: Actor, input: NewTest) {
  if (!may(actor, "plan", { state: "planned", serviceIds: input.serviceIds }))
    throw new Refusal("forbidden", notYours, { field: "serviceIds" });
  const planned = input.retestOf && (await plannedRetests(tx, actor, [input.retestOf])).get(input.retestOf);
  if (planned) throw new Refusal("conflict", plannedAlready(planned));
  const failed = input.retestOf ? await testFor(tx, actor, "retest", input.retestOf) : undefined;
  if (failed && !input.askedByMeeting && !leavesToRepeat(failed))
    throw new Refusal(
      "conflict",
      `${failed.reference} leaves nothing to repeat: every objective was met, or one is not scored.`,
    );
  if (failed) await mustBeOfItsServices(tx, actor, input.serviceIds, failed);
  const record = await openRecord(tx, actor, {
    kind: "resilience-test",
    title: input.title,
    state: "planned",
    serviceIds: input.serviceIds,
    ownerId: actor.personId,
    ...(input.number ? { number: input.number } : {}),
  });
  const before = failed ? await listObjectives(tx, actor, failed.id) : [];
  const unmet = before.filter((one) => one.result !== null && one.result !== "met");
  const open = unmet.length > 0 ? unmet : before;
  await tx.insert(resilienceTests).values({
    organisationId: actor.organisationId,
    id: record.id,
    ...(await plannedColumns(tx, actor, input, input.askedByMeeting ? failed : undefined, input.askedByMeeting)),
    objectives: open.length,
    plannedBy: actor.personId,
    plannedAt: tx.now,
    ownerId: actor.personId,
    serviceIds: record.serviceIds,
    changedAt: tx.now,
  });
  if (open.length > 0)
    await tx.insert(testObjectives).values(
      open.map((one, index) => ({
        ...childOf(actor, { ...record, heldFrom: null }),
        id: randomUUID(),
        number: index + 1,
        says: one.says,
        measure: one.measure,
        targetMinutes: one.targetMinutes,
        targetWords: one.targetWords,
        setAt: tx.now,
      })),
    );
  if (failed) await linkRecords(tx, actor, { fromId: record.id, toId: failed.id, kind: "retests" });
  if (input.systemId) await linkRecords(tx, actor, { fromId: record.id, toId: input.systemId, kind: "tests" });
  return record;
}

export function changeTest(actor: Actor, input: ChangeTest) {
  return changeAs(actor, "test.change", (tx) => changeTestIn(tx, actor, input));
}

export async function changeTestIn(tx: Tx, actor: Actor, input: ChangeTest) {
  const test = await testFor(tx, actor, "change", input.id);
  const linked = await listLinked(tx, actor, test.id);
  for (const { id } of linked.filter((one) => one.link === "retests" && one.direction === "to")) {
    const failed = await findTest(tx, actor, id);
    if (failed) await mustBeOfItsServices(tx, actor, input.serviceIds, failed);
  }
  await moveRecord(tx, actor, input.id, input.serviceIds);
  const row = await changeRow(tx, actor, test, input.version, await plannedColumns(tx, actor, input, test));
  if (input.systemId) await linkRecords(tx, actor, { fromId: test.id, toId: input.systemId, kind: "tests" });
  return row;
}

export function cancelTest(actor: Actor, input: CancelTest) {
  return changeAs(actor, "test.cancel", async (tx) => cancelTestIn(tx, actor, input));
}

export async function cancelTestIn(tx: Tx, actor: Actor, input: CancelTest) {
  const test = await testFor(tx, actor, "cancel", input.id);
  return changeRow(tx, actor, test, input.version, { state: "cancelled", cancelledReason: input.reason });
}

export function setObjective(actor: Actor, input: SetObjective) {
  return changeAs(actor, "test.set-objective", (tx) => setObjectiveIn(tx, actor, input));
}

/** Objectives are set before the exercise: afterwards they are only scored. */
export async function setObjectiveIn(tx: Tx, actor: Actor, input: SetObjective) {
  const test = await testFor(tx, actor, "set-objective", input.id);
  const [known] = await tx
    .select({ rows: count(), last: max(testObjectives.number) })
    .from(testObjectives)
    .where(own(testObjectives, actor, eq(testObjectives.recordId, test.id)));
  const number = (known?.last ?? 0) + 1;
  if (number > 20) throw new Refusal("conflict", "Twenty objectives are enough for one test. Plan a second one.");
  const id = randomUUID();
  await tx.insert(testObjectives).values({
    ...childOf(actor, test),
    id,
    number,
    says: input.says,
    measure: input.measure ?? null,
    targetMinutes: input.targetMinutes ?? null,
    targetWords: input.targetWords ?? null,
    setAt: tx.now,
  });
  mustHave(
    await tx
      .update(resilienceTests)
      .set({ objectives: sql`${resilienceTests.objectives} + 1` })
      .where(ownId(resilienceTests, actor, test.id))
      .returning({ id: resilienceTests.id }),
  );
  await noteConfirmed(tx, actor, test.id, test.serviceIds);
  return { id: test.id, objectiveId: id };
}

export function linkTest(actor: Actor, input: LinkTest) {
  return changeAs(actor, "test.link", (tx) => linkTestIn(tx, actor, input));
}

/** Says which risk or system the test tests. */
export async function linkTestIn(tx: Tx, actor: Actor, input: LinkTest) {
  const test = await testFor(tx, actor, "link", input.id);
  const target = await findRecord(tx, actor, input.toId);
  if (target?.kind !== "risk" && target?.kind !== "system")
    throw new Refusal("not-found", "Choose a risk or a system.", { field: "toId" });
  await linkRecords(tx, actor, { fromId: test.id, toId: input.toId, kind: "tests" });
  return { id: test.id };
}

type Plan = Omit<PlanTest, "retestOf">;

async function plannedColumns(tx: Tx, actor: Actor, input: Plan, before?: FoundTest, carried = false) {
  return {
    title: input.title,
    aim: input.aim,
    scenario: input.scenario,
    kind: input.kind,
    notice: input.notice,
    shift: input.shift,
    scope: input.scope,
    plannedFor: input.plannedFor,
    systemId: input.systemId ?? null,
    targetMinutes: input.systemId ? await objectiveOf(tx, actor, input.systemId) : null,
    materialKinds: [...new Set(input.materialKinds)],
    facilitatorId: input.facilitatorId,
    evaluatorId: input.evaluatorId,
    evaluatedAlone: await mustRun(tx, actor, input, before, carried),
  };
}

/** The system's recovery time objective as it stands now; it stays with the test when the system's changes. */
async function objectiveOf(tx: Tx, actor: Actor, systemId: string): Promise<number | null> {
  const [system] = await tx
    .select({ minutes: systems.objectiveMinutes })
    .from(systems)
    .where(ownId(systems, actor, systemId));
  if (!system) throw new Refusal("not-found", "Choose a system from the list.", { field: "systemId" });
  return system.minutes;
}
