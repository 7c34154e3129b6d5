import "server-only";
import { randomUUID } from "node:crypto";
import { eq, isNull, max, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { testFindings } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listHolders } from "#lib/access/holders.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AddFinding, ApproveTest, ReportTest } from "../inputs.ts";
import { othersWhoApprove } from "../policy.ts";
import { findObjective, listObjectives } from "../queries/record.ts";
import { approvalBlock } from "../resilience-test.ts";
import { reportBlock } from "../scoring.ts";
import { judgedFor } from "./judging.ts";
import { changeRow, childOf, testFor } from "./row.ts";

export function addFinding(actor: Actor, input: AddFinding) {
  return changeAs(actor, "test.add-finding", (tx) => addFindingIn(tx, actor, input));
}

export async function addFindingIn(tx: Tx, actor: Actor, input: AddFinding) {
  const test = await testFor(tx, actor, "find", input.id);
  if (input.objectiveId && (await findObjective(tx, actor, input.objectiveId))?.recordId !== test.id)
    throw new Refusal("not-found", "Choose an objective of this test.", { field: "objectiveId" });
  const [known] = await tx
    .select({ last: max(testFindings.number) })
    .from(testFindings)
    .where(own(testFindings, actor, eq(testFindings.recordId, test.id)));
  const id = randomUUID();
  await tx.insert(testFindings).values({
    ...childOf(actor, test),
    id,
    number: (known?.last ?? 0) + 1,
    says: input.says,
    objectiveId: input.objectiveId ?? null,
    foundBy: actor.personId,
    role: actor.role,
    foundAt: tx.now,
  });
  // Whoever approves it approves what was found, all of it: a report that they opened before this is stale.
  if (test.state === "reported") await changeRow(tx, actor, test, test.version, {});
  else await noteConfirmed(tx, actor, test.id, test.serviceIds);
  return { id: test.id, findingId: id };
}

/** The action room's own command: it opens the action and links it to this test. */
export type Raise = (tx: Tx, actor: Actor) => Promise<{ id: string }>;

export function raiseFromFinding(actor: Actor, input: { id: string; findingId: string }, raise: Raise) {
  return changeAs(actor, "test.raise-action", (tx) => raiseFromFindingIn(tx, actor, input, raise));
}

/** Ends a finding in an action, once. */
export async function raiseFromFindingIn(tx: Tx, actor: Actor, input: { id: string; findingId: string }, raise: Raise) {
  const test = await testFor(tx, actor, "raise", input.id);
  const action = await raise(tx, actor);
  const [row] = await tx
    .update(testFindings)
    .set({ actionId: action.id, version: sql`${testFindings.version} + 1` })
    .where(
      own(
        testFindings,
        actor,
        eq(testFindings.id, input.findingId),
        eq(testFindings.recordId, test.id),
        isNull(testFindings.actionId),
      ),
    )
    .returning({ id: testFindings.id });
  if (!row) throw new Refusal("conflict", "That finding is not there, or has its action already.");
  return { id: test.id, actionId: action.id };
}

export function reportTest(actor: Actor, input: ReportTest) {
  return changeAs(actor, "test.report", (tx) => reportTestIn(tx, actor, input));
}

/** The evaluator's words: would people have been kept safe? Every objective is scored by then. */
export async function reportTestIn(tx: Tx, actor: Actor, input: ReportTest) {
  const test = await judgedFor(tx, actor, "report", input.id);
  const block = reportBlock(await listObjectives(tx, actor, test.id), test.evaluatorId);
  if (block) throw new Refusal("conflict", block);
  return changeRow(tx, actor, test, input.version, {
    state: "reported",
    answer: input.answer,
    answerDetail: input.answerDetail ?? null,
    reportedBy: actor.personId,
    reportedRole: actor.role,
    reportedAt: tx.now,
  });
}

export function approveTest(actor: Actor, input: ApproveTest) {
  return changeAs(actor, "test.approve", (tx) => approveTestIn(tx, actor, input));
}

/** Approved by someone other than the author of the report, unless nobody else could; then it is marked so. */
export async function approveTestIn(tx: Tx, actor: Actor, input: ApproveTest) {
  const test = await testFor(tx, actor, "approve", input.id);
  const block = approvalBlock(await listObjectives(tx, actor, test.id));
  if (block) throw new Refusal("conflict", block);
  const alone = test.reportedBy === actor.personId;
  if (alone) {
    if (othersWhoApprove(await listHolders(tx, actor), actor, test).length > 0)
      throw new Refusal("forbidden", "You wrote this report, and someone else can approve it.");
  }
  return changeRow(tx, actor, test, input.version, {
    state: "approved",
    approvedBy: actor.personId,
    approvedRole: actor.role,
    approvedAt: tx.now,
    approvedAlone: alone,
  });
}
