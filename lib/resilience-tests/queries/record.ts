import "server-only";
import { and, arrayOverlaps, asc, desc, eq, inArray, isNotNull, lte } from "drizzle-orm";
import { among, own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import {
  resilienceTests,
  testEvents,
  testFindings,
  testObjectives,
  testParticipants,
} from "#db/schema/resilience-tests.ts";
import { systems } from "#db/schema/systems.ts";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";
import {
  eventKinds,
  type Measure,
  measures,
  type Notice,
  notices,
  objectiveResults,
  scopes,
  shifts,
} from "../resilience-test.ts";
import { isOfItsServices } from "../retest.ts";
import { columns, recordOf, worded } from "./register.ts";

function roleWord(word: string | null) {
  const role = wordOf(roleIds, word);
  return role && roleLabels[role];
}

/** Of some tests, how each stands, as far as the reader sees them. */
export async function testsOf(tx: Tx, actor: Context, ids: readonly string[]) {
  const rows = await tx
    .select(columns)
    .from(resilienceTests)
    .innerJoin(records, recordOf(actor))
    .where(own(resilienceTests, actor, among(resilienceTests.id, ids)));
  return rows.map(worded);
}

/**
 * Of some tests, the reference of the retest that is planned already, as far as the reader sees it. One planned at another
 * house, as was possible once, is none.
 */
export async function plannedRetests(tx: Tx, actor: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ of: recordLinks.toId, reference: records.reference, serviceIds: records.serviceIds })
    .from(recordLinks)
    .innerJoin(records, and(eq(records.organisationId, recordLinks.organisationId), eq(records.id, recordLinks.fromId)))
    .where(
      own(
        recordLinks,
        actor,
        among(recordLinks.toId, ids),
        eq(recordLinks.kind, "retests"),
        eq(records.state, "planned"),
        eq(records.organisationId, actor.organisationId),
      ),
    )
    .orderBy(asc(records.reference));
  const failed = new Map((await testsOf(tx, actor, ids)).map((test) => [test.id, test.serviceIds]));
  return new Map(
    rows
      .filter((row) => isOfItsServices(row.serviceIds, failed.get(row.of) ?? []))
      .map(({ of, reference }) => [of, reference]),
  );
}

export type FoundTest = NonNullable<Awaited<ReturnType<typeof findTest>>>;

export async function findTest(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      ...columns,
      aim: resilienceTests.aim,
      scope: resilienceTests.scope,
      systemId: resilienceTests.systemId,
      system: systems.name,
      materialKinds: resilienceTests.materialKinds,
      facilitatorId: resilienceTests.facilitatorId,
      evaluatorId: resilienceTests.evaluatorId,
      evaluatedAlone: resilienceTests.evaluatedAlone,
      answer: resilienceTests.answer,
      answerDetail: resilienceTests.answerDetail,
      reportedBy: resilienceTests.reportedBy,
      reportedRole: resilienceTests.reportedRole,
      reportedAt: resilienceTests.reportedAt,
      approvedRole: resilienceTests.approvedRole,
      approvedAt: resilienceTests.approvedAt,
      approvedAlone: resilienceTests.approvedAlone,
      cancelledReason: resilienceTests.cancelledReason,
      plannedAt: resilienceTests.plannedAt,
      heldBy: resilienceTests.heldBy,
      heldReason: resilienceTests.heldReason,
      changedAt: resilienceTests.changedAt,
      version: resilienceTests.version,
    })
    .from(resilienceTests)
    .innerJoin(records, recordOf(actor))
    .leftJoin(
      systems,
      and(
        eq(systems.organisationId, resilienceTests.organisationId),
        eq(systems.id, resilienceTests.systemId),
        own(systems, actor),
      ),
    )
    .where(ownId(resilienceTests, actor, id));
  return (
    row && {
      ...worded(row),
      scope: wordOf(scopes, row.scope),
      reportedByWord: roleWord(row.reportedRole),
      approvedByWord: roleWord(row.approvedRole),
    }
  );
}

const objectiveColumns = {
  id: testObjectives.id,
  recordId: testObjectives.recordId,
  number: testObjectives.number,
  says: testObjectives.says,
  measure: testObjectives.measure,
  targetMinutes: testObjectives.targetMinutes,
  targetWords: testObjectives.targetWords,
  result: testObjectives.result,
  actualMinutes: testObjectives.actualMinutes,
  actualWords: testObjectives.actualWords,
  note: testObjectives.note,
  ownerId: testObjectives.ownerId,
  setAt: testObjectives.setAt,
  scoredBy: testObjectives.scoredBy,
  scoredRole: testObjectives.scoredRole,
  scoredAt: testObjectives.scoredAt,
  version: testObjectives.version,
};

type RawObjective = { measure: string | null; result: string | null; scoredRole: string | null };
const asObjective = <T extends RawObjective>(row: T) => ({
  ...row,
  measure: wordOf(measures, row.measure),
  result: wordOf(objectiveResults, row.result),
  scoredByWord: roleWord(row.scoredRole),
});

export type Objective = Awaited<ReturnType<typeof listObjectives>>[number];

export async function listObjectives(tx: Tx, actor: Context, testId: string) {
  const rows = await tx
    .select(objectiveColumns)
    .from(testObjectives)
    .where(own(testObjectives, actor, eq(testObjectives.recordId, testId)))
    .orderBy(asc(testObjectives.number));
  return rows.map(asObjective);
}

export async function findObjective(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select(objectiveColumns)
    .from(testObjectives)
    .where(ownId(testObjectives, actor, id));
  return row && asObjective(row);
}

export async function listParticipants(tx: Tx, actor: Context, testId: string) {
  const rows = await tx
    .select({
      id: testParticipants.id,
      who: testParticipants.who,
      shift: testParticipants.shift,
      tookPart: testParticipants.tookPart,
      expected: testParticipants.expected,
    })
    .from(testParticipants)
    .where(own(testParticipants, actor, eq(testParticipants.recordId, testId)))
    .orderBy(asc(testParticipants.notedAt), asc(testParticipants.who));
  return rows.map((row) => ({ ...row, shift: wordOf(shifts, row.shift) }));
}

export async function listEvents(tx: Tx, actor: Context, testId: string) {
  const rows = await tx
    .select({ id: testEvents.id, at: testEvents.at, kind: testEvents.kind, says: testEvents.says })
    .from(testEvents)
    .where(own(testEvents, actor, eq(testEvents.recordId, testId)))
    .orderBy(asc(testEvents.at), asc(testEvents.writtenAt), asc(testEvents.id));
  return rows.map((row) => ({ ...row, kind: wordOf(eventKinds, row.kind) }));
}

export function listFindings(tx: Tx, actor: Context, testId: string) {
  return tx
    .select({
      id: testFindings.id,
      number: testFindings.number,
      says: testFindings.says,
      objectiveId: testFindings.objectiveId,
      actionId: testFindings.actionId,
    })
    .from(testFindings)
    .where(own(testFindings, actor, eq(testFindings.recordId, testId)))
    .orderBy(asc(testFindings.number));
}

export type Measured = {
  measure: Measure;
  testId: string;
  heldFrom: Date;
  notice: Notice;
  minutes: number;
  target: number | null;
};

/** The measured times of some measures at the test's services, up to and with this test, oldest first. */
export async function listMeasured(
  tx: Tx,
  actor: Context,
  test: { serviceIds: string[]; heldFrom: Date | null },
  measures: readonly Measure[],
): Promise<Measured[]> {
  if (!test.heldFrom || measures.length === 0 || test.serviceIds.length === 0) return [];
  const rows = await tx
    .select({
      measure: testObjectives.measure,
      testId: resilienceTests.id,
      heldFrom: resilienceTests.heldFrom,
      notice: resilienceTests.notice,
      minutes: testObjectives.actualMinutes,
      target: testObjectives.targetMinutes,
    })
    .from(testObjectives)
    .innerJoin(
      resilienceTests,
      and(
        eq(resilienceTests.organisationId, testObjectives.organisationId),
        eq(resilienceTests.id, testObjectives.recordId),
        own(resilienceTests, actor),
      ),
    )
    .where(
      own(
        testObjectives,
        actor,
        inArray(testObjectives.measure, [...measures]),
        isNotNull(testObjectives.actualMinutes),
        lte(resilienceTests.heldFrom, test.heldFrom),
        arrayOverlaps(resilienceTests.serviceIds, test.serviceIds),
      ),
    )
    .orderBy(desc(resilienceTests.heldFrom), desc(resilienceTests.id))
    .limit(60);
  return rows
    .flatMap(({ heldFrom, minutes, measure, ...row }) =>
      heldFrom && minutes !== null && measure !== null
        ? [{ ...row, heldFrom, minutes, measure: wordOf(measures, measure), notice: wordOf(notices, row.notice) }]
        : [],
    )
    .reverse();
}
