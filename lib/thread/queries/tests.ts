import "server-only";
import { asc, inArray } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { resilienceTests, testFindings } from "#db/schema/resilience-tests.ts";
import { londonDay } from "#lib/dates.ts";
import { columns, recordOf, worded } from "#lib/resilience-tests/queries/register.ts";
import { isHeld, resultSaid, scoresSaid, testStateWords } from "#lib/resilience-tests/resilience-test.ts";
import type { ThreadEdge, ThreadNode } from "#lib/thread/thread.ts";

export async function testNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select(columns)
    .from(resilienceTests)
    .innerJoin(records, recordOf(actor))
    .where(own(resilienceTests, actor, inArray(resilienceTests.id, ids)));
  return rows.map(worded).map((row) => {
    const result = resultSaid(row);
    const scores = scoresSaid(row).shape;
    const weak = isHeld(row.state) && (scores === "warn" || scores === "bad");
    return {
      id: row.id,
      step: "test",
      reference: row.reference,
      title: row.title,
      href: `/resilience-tests/${row.id}`,
      state: isHeld(row.state)
        ? { mark: result.shape, word: result.word }
        : { mark: row.state === "planned" ? "not-started" : "na", word: testStateWords[row.state] },
      on: londonDay(row.heldFrom ?? row.plannedFor),
      // Only what a test did not meet asks for a finding.
      ...(weak ? {} : { excused: { finding: "" } }),
    };
  });
}

/** Findings of tests: from their test, and to the action that answers each. */
export async function testFindingsOf(tx: Tx, actor: Context, of: readonly ThreadNode[]) {
  if (of.length === 0) return { nodes: [], edges: [] };
  const references = new Map(of.map((node) => [node.id, node.reference ?? ""]));
  const rows = await tx
    .select({
      id: testFindings.id,
      testId: testFindings.recordId,
      number: testFindings.number,
      says: testFindings.says,
      actionId: testFindings.actionId,
      foundAt: testFindings.foundAt,
    })
    .from(testFindings)
    .where(own(testFindings, actor, inArray(testFindings.recordId, [...references.keys()])))
    .orderBy(asc(testFindings.recordId), asc(testFindings.number));
  const nodes = rows.map(
    (row): ThreadNode => ({
      id: row.id,
      step: "finding",
      reference: `${references.get(row.testId)} finding ${row.number}`,
      title: row.says,
      href: `/resilience-tests/${row.testId}`,
      on: londonDay(row.foundAt),
    }),
  );
  const edges = rows.flatMap((row): ThreadEdge[] => [
    { from: row.testId, to: row.id, says: "found in" },
    ...(row.actionId ? [{ from: row.id, to: row.actionId, says: "answers" }] : []),
  ]);
  return { nodes, edges };
}
