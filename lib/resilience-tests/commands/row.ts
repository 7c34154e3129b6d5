import "server-only";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate, formatDateTime, formatTime } from "#lib/dates.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { may, type TestVerb } from "../policy.ts";
import { type FoundTest, findTest } from "../queries/record.ts";

/** The test, if the actor sees it and may do this to it now. */
export async function testFor(tx: Tx, actor: Actor, verb: TestVerb, id: string): Promise<FoundTest> {
  const test = await findTest(tx, actor, id);
  if (!test) throw new Refusal("not-found", "That test does not exist.");
  if (!may(actor, verb, test))
    throw new Refusal("forbidden", "Your role, or the state of this test, does not allow that.");
  return test;
}

type Change = Partial<typeof resilienceTests.$inferInsert>;

/** Changes the test's row if nobody did meanwhile, and keeps its record in step. */
export async function changeRow(tx: Tx, actor: Actor, test: FoundTest, seen: number, change: Change) {
  const [row] = await tx
    .update(resilienceTests)
    .set({ ...change, changedAt: tx.now, version: sql`${resilienceTests.version} + 1` })
    .where(own(resilienceTests, actor, eq(resilienceTests.id, test.id), eq(resilienceTests.version, seen)))
    .returning({ id: resilienceTests.id });
  if (!row) throw staleTest(test);
  await keepRecord(tx, actor, test.id, {
    ...(change.state ? { state: change.state } : {}),
    ...(change.title ? { title: change.title } : {}),
    ...(change.ownerId ? { ownerId: change.ownerId } : {}),
  });
  return row;
}

/** The columns with which every row that belongs to a test begins. */
export function childOf(actor: Actor, test: Pick<FoundTest, "id" | "serviceIds" | "heldFrom">) {
  return {
    organisationId: actor.organisationId,
    recordId: test.id,
    serviceIds: test.serviceIds,
    heldAt: test.heldFrom,
  };
}

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
function staleTest(test: FoundTest): Refusal {
  const [plannedDate = "", plannedTime = ""] = formatDateTime(test.plannedFor).split(", ");
  return new Refusal("stale", "Someone changed this test while you were reading it.", {
    current: {
      title: test.title,
      aim: test.aim,
      scenario: test.scenario,
      kind: test.kind,
      notice: test.notice,
      shift: test.shift,
      scope: test.scope,
      plannedDate,
      plannedTime,
      systemId: test.systemId ?? "",
      facilitatorId: test.facilitatorId,
      evaluatorId: test.evaluatorId,
      materialKinds: test.materialKinds.join(","),
      serviceIds: test.serviceIds.join(","),
      answer: test.answer ?? "",
      answerDetail: test.answerDetail ?? "",
      ...(test.heldFrom && test.heldTo
        ? { heldDate: formatDate(test.heldFrom), fromTime: formatTime(test.heldFrom), toTime: formatTime(test.heldTo) }
        : {}),
      version: String(test.version),
    },
  });
}
