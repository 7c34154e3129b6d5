import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { changeAs, own, ownId, type Tx } from "#db/client.ts";
import { resilienceTests, testEvents, testObjectives, testParticipants } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { formatDuration, formatTime, londonParts, minutesBetween, parseTime, toInstant } from "#lib/dates.ts";
import { keepRecord, noteConfirmed } from "#lib/records/commands.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { AddEvent, HoldTest, NoteParticipants, ScoreObjective } from "../inputs.ts";
import { findObjective, listObjectives } from "../queries/record.ts";
import { recoveryEnded } from "../resilience-test.ts";
import { actualOf, contradiction } from "../scoring.ts";
import { mustBePossible, mustFollow } from "./held.ts";
import { judgedFor } from "./judging.ts";
import { changeRow, childOf, testFor } from "./row.ts";

export function holdTest(actor: Actor, input: HoldTest) {
  return changeAs(actor, "test.hold", (tx) => holdTestIn(tx, actor, input));
}

/** The test was held: when, with whom of the board, and how long recovery took. */
export async function holdTestIn(tx: Tx, actor: Actor, input: HoldTest) {
  const test = await testFor(tx, actor, "hold", input.id);
  mustBePossible(tx, test, input);
  await mustFollow(tx, actor, test.id, input.heldFrom);
  const { measuredMinutes = null, heldFrom, heldTo } = input;
  if (measuredMinutes !== null && !input.wentOn && recoveryEnded({ measuredMinutes, heldFrom, heldTo }))
    throw new Refusal(
      "conflict",
      `The test lasted ${formatDuration(minutesBetween(heldFrom, heldTo))}, and the measured recovery is ${formatDuration(measuredMinutes)}. Correct one of them, or tick that it went on after the test.`,
      { field: "measuredMinutes" },
    );
  return changeRow(tx, actor, test, input.version, {
    state: "completed",
    heldBy: actor.personId,
    heldFrom,
    heldTo,
    boardPresent: input.boardPresent,
    measuredMinutes,
  });
}

export function addEvent(actor: Actor, input: AddEvent) {
  return changeAs(actor, "test.add-event", (tx) => addEventIn(tx, actor, input));
}

/** What happened at a time of the test's own evening; after midnight it is the next day. */
export async function addEventIn(tx: Tx, actor: Actor, input: AddEvent) {
  const test = await testFor(tx, actor, "add", input.id);
  const time = parseTime(input.time);
  const { heldFrom, heldTo } = test;
  if (!time) throw new Refusal("conflict", "Write a time such as 19:33.", { field: "time" });
  if (!heldFrom || !heldTo) throw new Refusal("conflict", "Record first when the test was held.");
  const onDay = (from: Date) => toInstant(londonParts(from), time);
  // A typed time has no seconds: the minute in which the test began is within it.
  const begin = new Date(Math.floor(heldFrom.getTime() / 60_000) * 60_000);
  const at = [onDay(heldFrom), onDay(heldTo)]
    .flatMap((read) => (read.ok ? [read.instant] : []))
    .find((instant) => instant >= begin && instant <= heldTo);
  if (!at)
    throw new Refusal("conflict", `The test ran from ${formatTime(heldFrom)} to ${formatTime(heldTo)}.`, {
      field: "time",
    });
  await tx.insert(testEvents).values({
    ...childOf(actor, test),
    id: randomUUID(),
    at,
    kind: input.kind,
    says: input.says,
    writtenBy: actor.personId,
    role: actor.role,
    writtenAt: tx.now,
  });
  await noteConfirmed(tx, actor, test.id, test.serviceIds);
  return { id: test.id };
}

export function noteParticipants(actor: Actor, input: NoteParticipants) {
  return changeAs(actor, "test.note-participants", (tx) => noteParticipantsIn(tx, actor, input));
}

/** Counts of one group of staff; writing the same group again corrects its counts. */
export async function noteParticipantsIn(tx: Tx, actor: Actor, input: NoteParticipants) {
  const test = await testFor(tx, actor, "add", input.id);
  const counts = { tookPart: input.tookPart, expected: input.expected ?? null };
  const group = and(
    eq(testParticipants.recordId, test.id),
    eq(testParticipants.who, input.who),
    eq(testParticipants.shift, input.shift),
  );
  const [known] = await tx
    .update(testParticipants)
    .set({ ...counts, version: sql`${testParticipants.version} + 1` })
    .where(own(testParticipants, actor, group))
    .returning({ id: testParticipants.id });
  if (!known)
    await tx.insert(testParticipants).values({
      ...childOf(actor, test),
      id: randomUUID(),
      who: input.who,
      shift: input.shift,
      ...counts,
      notedAt: tx.now,
    });
  await noteConfirmed(tx, actor, test.id, test.serviceIds);
  return { id: test.id };
}

export function scoreObjective(actor: Actor, input: ScoreObjective) {
  return changeAs(actor, "test.score", (tx) => scoreObjectiveIn(tx, actor, input));
}

/** Scores one objective and counts the test's results anew. `id` and `version` are the objective's. */
export async function scoreObjectiveIn(tx: Tx, actor: Actor, input: ScoreObjective) {
  const objective = await findObjective(tx, actor, input.id);
  if (!objective) throw new Refusal("not-found", "That objective does not exist.");
  const test = await judgedFor(tx, actor, "score", objective.recordId);
  if (input.result === "not-met" && !input.ownerId)
    throw new Refusal("conflict", "Choose who will put it right.", { field: "ownerId" });
  const { result, note = null, ownerId } = input;
  const actual = actualOf(input, objective.targetMinutes);
  if ("says" in actual) throw new Refusal("conflict", actual.says, { field: actual.field });
  const wrong = contradiction({ ...objective, ...actual, result, note });
  if (wrong) throw new Refusal("conflict", wrong.says, { field: wrong.field });
  if (ownerId && !(await listAble(tx, actor, test.serviceIds)).some((holder) => holder.personId === ownerId))
    throw new Refusal("not-found", "Choose someone who has accepted their invitation and sees these services.", {
      field: "ownerId",
    });
  const [row] = await tx
    .update(testObjectives)
    .set({
      result: input.result,
      ...actual,
      note: input.note ?? null,
      ownerId: input.ownerId ?? null,
      scoredBy: actor.personId,
      scoredRole: actor.role,
      scoredAt: tx.now,
      version: sql`${testObjectives.version} + 1`,
    })
    .where(own(testObjectives, actor, eq(testObjectives.id, objective.id), eq(testObjectives.version, input.version)))
    .returning({ id: testObjectives.id });
  if (!row)
    throw new Refusal("stale", "Someone scored this objective while you were reading it.", {
      current: {
        result: objective.result ?? "",
        actualMinutes: objective.actualMinutes?.toString() ?? "",
        actualWords: objective.actualWords ?? "",
        note: objective.note ?? "",
        ownerId: objective.ownerId ?? "",
        version: String(objective.version),
      },
    });
  const all = await listObjectives(tx, actor, test.id);
  const of = (result: ScoreObjective["result"]) => all.filter((one) => one.result === result).length;
  mustHave(
    await tx
      .update(resilienceTests)
      .set({
        met: of("met"),
        partlyMet: of("partly-met"),
        notMet: of("not-met"),
        notTested: of("not-tested"),
        changedAt: tx.now,
      })
      .where(ownId(resilienceTests, actor, test.id))
      .returning({ id: resilienceTests.id }),
  );
  await keepRecord(tx, actor, test.id);
  return { id: test.id };
}
