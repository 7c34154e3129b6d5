import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { meetingDecisions } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { effects } from "#lib/carrying/commands.ts";
import {
  listWaiting,
  listWaitingForMe,
  listWaitingOf,
  readAccepted,
  readWaiting,
} from "#lib/carrying/queries/waiting.ts";
import { formatDate } from "#lib/dates.ts";
import { carryOut, takeBoardDecision } from "#lib/meetings/commands/carry.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { readWritten } from "#lib/meetings/queries/written.ts";
import { cancelTest, planTest } from "#lib/resilience-tests/commands/plan.ts";
import { acceptRisk } from "#lib/risks/commands/accept.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { scoreRisk } from "#lib/risks/commands/score.ts";
import { acceptableUntil } from "#lib/risks/risk.ts";
import type { Placed } from "#tests/meetings/meeting-rows.ts";
import { answer, inDays, none, placeSitting, putQuestion, votedFor } from "#tests/meetings/minutes-ground.ts";
import { meetingOf } from "#tests/meetings/sitting.ts";
import { heldTest, plan, score, testOf } from "#tests/resilience-tests/support.ts";
import { plain, reread, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let member: Actor;
let nominated: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  member = cast.actors["board-member"];
  nominated = cast.actors["nominated-individual"];
});

async function risk(likelihood: 1 | 2 | 3 | 4 | 5, consequence: 1 | 2 | 3 | 4 | 5) {
  const made = plain([cast.services.a], scored(likelihood, consequence));
  return changeAs(chair, "risk.record", (tx) => recordRiskIn(tx, chair, made));
}

async function put(more: Parameters<typeof putQuestion>[2]) {
  const meeting = await placeSitting(cast);
  return { meeting, id: await putQuestion(secretary, meeting, more) };
}

async function board(aboutId: string) {
  const asked = await put({ asks: "accept-risk", aboutId });
  await votedFor(cast, asked.id);
  return asked;
}

const standing = async (actor: Actor, meeting: Placed, id: string) =>
  readAs(actor, async (tx) => {
    const found = await findMeeting(tx, actor, meeting.id);
    return found && (await readWaiting(tx, actor, await readWritten(tx, actor, found))).get(id);
  });

const accepted = (expiresOn: string) => ({ outcome: "accept-risk", expiresOn }) as const;
const latest = () => acceptableUntil(16, inDays(0));

describe("accepting a risk", () => {
  test("is not decided for longer than its score is accepted, whoever records it", async () => {
    const { id: aboutId } = await risk(4, 4);
    const { id, meeting } = await board(aboutId);
    const long = answer(id, accepted(inDays(160)));
    for (const recorder of [secretary, chair, nominated])
      await expect(decide(recorder, long, effects)).rejects.toMatchObject({
        field: "expiresOn",
        message: `A score of 16 is accepted until ${formatDate(latest())} at the latest.`,
      });
    await decide(secretary, answer(id, accepted(latest())), effects);
    expect(await standing(secretary, meeting, id)).toEqual({ kind: "waits", forWhom: "the nominated individual" });
    expect(await standing(nominated, meeting, id)).toEqual({ kind: "may", forWhom: "the nominated individual" });
    await carryOut(nominated, { decisionId: id }, effects);
    expect(await standing(nominated, meeting, id)).toBeUndefined();
  });

  test("for a shorter time than the board said is told by the minutes as the register keeps it", async () => {
    const { id: aboutId } = await risk(4, 4);
    const { id, meeting } = await board(aboutId);
    await decide(secretary, answer(id, accepted(inDays(60))), effects);
    const { version } = await reread(nominated, aboutId);
    const input = { id: aboutId, version, reason: "Until spring", boardDecisionId: id, expiresOn: inDays(20) };
    await acceptRisk(nominated, input, takeBoardDecision);
    const ends = await readAs(secretary, async (tx) => {
      const found = await findMeeting(tx, secretary, meeting.id);
      return found && readAccepted(tx, secretary, await readWritten(tx, secretary, found));
    });
    expect(ends?.get(id)).toBe(inDays(20));
  });

  test("is not decided of a risk that is closed or a draft", async () => {
    const draft = await changeAs(chair, "risk.record", (tx) =>
      recordRiskIn(tx, chair, { ...plain([cast.services.a], scored(4, 4)), draft: true }),
    );
    await expect(put({ asks: "accept-risk", aboutId: draft.id })).rejects.toMatchObject({ field: "aboutId" });
  });

  test("is offered to nobody once the score moved or the board decided again, and says so", async () => {
    const { id: aboutId } = await risk(4, 4);
    const first = await board(aboutId);
    await decide(chair, answer(first.id, accepted(inDays(40))), effects);
    const second = await board(aboutId);
    await decide(chair, answer(second.id, { outcome: "reject", because: "It got worse" }), effects);
    expect(await standing(nominated, first.meeting, first.id)).toMatchObject({
      kind: "blocked",
      why: expect.stringContaining("decided again"),
    });
    const third = await board(aboutId);
    await decide(chair, answer(third.id, accepted(inDays(40))), effects);
    await scoreRisk(chair, {
      ...{ id: aboutId, version: (await reread(chair, aboutId)).version, kind: "current" },
      ...{ likelihood: 5, consequence: 4, reason: "It happened twice", orderReason: undefined },
    });
    expect(await standing(nominated, third.meeting, third.id)).toMatchObject({
      kind: "blocked",
      why: expect.stringContaining("score has moved"),
    });
  });
});

describe("a decision that waits", () => {
  test("is told to those who may carry it out, on its record and at its meeting, until somebody has", async () => {
    const { id: aboutId } = await risk(4, 4);
    const { id, meeting } = await board(aboutId);
    await decide(secretary, answer(id, accepted(inDays(30))), effects);
    const mine = async (actor: Actor) => (await readAs(actor, (tx) => listWaitingForMe(tx, actor))).waiting;
    const of = async (actor: Actor) => (await readAs(actor, (tx) => listWaiting(tx, actor, aboutId))).waiting;
    const reference = (await meetingOf(secretary, meeting.id)).reference;
    const told = { id, reference: `${reference} decision 1.1`, says: "Waits for the nominated individual" };
    expect((await mine(nominated)).find((one) => one.id === id)).toMatchObject(told);
    for (const reader of [secretary, chair, member]) {
      expect((await mine(reader)).some((one) => one.id === id)).toBe(false);
      expect(await of(reader)).toMatchObject([told]);
    }
    expect(await of(cast.actors["registered-manager"])).toEqual([]);
    expect(await of(cast.foreign.actors["nominated-individual"])).toEqual([]);
    const atMeeting = await readAs(secretary, (tx) => listWaitingOf(tx, secretary, meeting.id));
    expect(atMeeting).toMatchObject([told]);
    await carryOut(nominated, { decisionId: id }, effects);
    expect(await of(nominated)).toEqual([]);
  });
});

describe("asking for a retest", () => {
  test("is not put of a test that was never held: planned or cancelled", async () => {
    const { id: aboutId } = await planTest(secretary, plan(cast));
    const { reference } = await testOf(secretary, aboutId);
    await expect(put({ asks: "retest", aboutId })).rejects.toMatchObject({
      field: "aboutId",
      message: expect.stringContaining(`${reference} has not been held yet`),
    });
    await cancelTest(secretary, { id: aboutId, version: 1, reason: "Planned twice" });
    await expect(put({ asks: "retest", aboutId })).rejects.toThrow("was cancelled");
  });

  test("of a test that was held is planned by whoever plans its tests, and the button is theirs alone", async () => {
    const aboutId = await heldTest(cast, secretary);
    const { id, meeting } = await put({ asks: "retest", aboutId });
    expect((await decide(nominated, answer(id, { outcome: "retest" }), effects)).waits).toBe(true);
    expect(await standing(member, meeting, id)).toMatchObject({ kind: "waits" });
    expect(await standing(nominated, meeting, id)).toMatchObject({ kind: "waits" });
    expect(await standing(secretary, meeting, id)).toMatchObject({ kind: "may" });
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "forbidden" });
    await carryOut(secretary, { decisionId: id }, effects);
  });

  test("says that one is planned already, at the meeting, on the page and behind the button, and plans no second one", async () => {
    const aboutId = await heldTest(cast, secretary);
    await score(secretary, aboutId, ["met", "not-met"]);
    const [asked, open] = [await put({ asks: "retest", aboutId }), await put({ asks: "retest", aboutId })];
    await decide(nominated, answer(asked.id, { outcome: "retest" }), effects);
    const retest = await planTest(secretary, plan(cast, { retestOf: aboutId, title: "Again" }));
    const says = `${retest.reference} is planned as its retest already.`;
    expect(await standing(secretary, asked.meeting, asked.id)).toMatchObject({ kind: "blocked", why: says });
    expect(await standing(nominated, asked.meeting, asked.id)).toMatchObject({ kind: "blocked", why: says });
    for (const who of [secretary, nominated])
      await expect(decide(who, answer(open.id, { outcome: "retest" }), effects)).rejects.toMatchObject({
        field: "outcome",
        message: says,
      });
    await decide(secretary, answer(open.id, { outcome: "reject" }), effects);
  });

  test("that was decided before its test was held says what it waits for, and has no button", async () => {
    const { id: aboutId } = await planTest(secretary, plan(cast));
    const held = await heldTest(cast, secretary);
    const { id, meeting } = await put({ asks: "retest", aboutId: held });
    await decide(secretary, answer(id, { outcome: "retest" }), none);
    await cast.door.changeAs(secretary, "decision.put", (tx) =>
      tx.update(meetingDecisions).set({ aboutId }).where(eq(meetingDecisions.id, id)),
    );
    expect(await standing(secretary, meeting, id)).toMatchObject({
      kind: "blocked",
      why: expect.stringContaining("has not been held yet"),
    });
    await expect(carryOut(secretary, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "conflict" });
  });
});
