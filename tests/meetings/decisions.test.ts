import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { effects } from "#lib/carrying/commands.ts";
import { carryOut, takeBoardDecision } from "#lib/meetings/commands/carry.ts";
import { decide, putDecision } from "#lib/meetings/commands/decide.ts";
import { castVote, recordVotes } from "#lib/meetings/commands/vote.ts";
import { Decide } from "#lib/meetings/inputs/minutes.ts";
import { outcomesFor } from "#lib/meetings/minute.ts";
import { findDecision, listBoardDecisions } from "#lib/meetings/queries/decisions.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { listEffects } from "#lib/meetings/queries/votes.ts";
import { acceptRisk } from "#lib/risks/commands/accept.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { scoreRisk } from "#lib/risks/commands/score.ts";
import { findRisk, listAcceptances } from "#lib/risks/queries/record.ts";
import { plain, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import type { Placed } from "./meeting-rows.ts";
import { answer, inDays, itemOf, none, placeOpen, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";

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

const place = (more: Parameters<typeof placeSitting>[1] = {}) => placeSitting(cast, more);
const put = (meeting: Placed, more: Parameters<typeof putQuestion>[2] = {}) => putQuestion(secretary, meeting, more);

async function risk(likelihood: 1 | 2 | 3 | 4 | 5, consequence: 1 | 2 | 3 | 4 | 5) {
  const made = plain([cast.services.a], scored(likelihood, consequence));
  return changeAs(chair, "risk.record", (tx) => recordRiskIn(tx, chair, made));
}

const reread = (id: string, actor = secretary) => readAs(actor, (tx) => findDecision(tx, actor, id));

describe("a question and its answer", () => {
  test("is put by those who run the meeting and answered once, with a reason; the same answer twice is one", async () => {
    const id = await put(await place());
    await decide(secretary, answer(id), none);
    expect(await reread(id)).toMatchObject({
      outcome: "approve",
      decidedRole: "quality-compliance-lead",
      because: "It is worth its cost",
    });
    await expect(decide(secretary, answer(id), none)).rejects.toThrow("recorded already; nothing was recorded twice");
    const other = answer(id, { outcome: "reject", because: "Too dear" });
    await expect(decide(chair, other, none)).rejects.toMatchObject({ kind: "stale" });
    await expect(decide(chair, other, none)).rejects.toThrow("approved");
  });

  test("a stale question, an answer that it does not allow, and a state that is not open are refused", async () => {
    const meeting = await place();
    const id = await put(meeting);
    await expect(decide(chair, answer(id, { version: 2 }), none)).rejects.toMatchObject({ kind: "stale" });
    const odd = answer(id, { outcome: "sign-off" });
    await expect(decide(chair, odd, none)).rejects.toMatchObject({ field: "outcome" });
    const past = answer(id, { outcome: "defer", deferUntil: inDays(0) });
    await expect(decide(chair, past, none)).rejects.toMatchObject({ field: "deferUntil" });
    const board = answer(id, { outcome: "escalate", escalatedToId: randomUUID() });
    await expect(decide(chair, board, none)).rejects.toMatchObject({ field: "outcome" });
    await cast.door.changeAs(secretary, "meeting.end", (tx) =>
      tx.execute(sql`update meetings set state = 'minutes', ended_at = now() where id = ${meeting.id}`),
    );
    await expect(decide(chair, answer(id), none)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test.each([
    ["an auditor", "internal-auditor", "forbidden"],
    ["a care worker", "care-worker", "not-found"],
    ["a manager of one service", "registered-manager", "not-found"],
  ] as const)("%s decides nothing in the whole organisation's meeting", async (_, role, kind) => {
    const id = await put(await place());
    await expect(decide(cast.actors[role], answer(id), none)).rejects.toMatchObject({ kind });
  });

  test("another organisation neither puts nor decides", async () => {
    const meeting = await place();
    const id = await put(meeting);
    const foreign = cast.foreign.actors["quality-compliance-lead"];
    await expect(decide(foreign, answer(id), none)).rejects.toMatchObject({ kind: "not-found" });
    const asked = { id: meeting.id, itemId: itemOf(meeting), question: "Shall we?", asks: "approve" } as const;
    const empty = { recommendation: undefined, aboutId: undefined, answersId: undefined };
    await expect(putDecision(foreign, { ...asked, ...empty })).rejects.toMatchObject({ kind: "not-found" });
    await expect(putDecision(member, { ...asked, ...empty })).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("what is asked names the kind of record that it is about", async () => {
    const meeting = await place();
    await expect(put(meeting, { asks: "accept-risk" })).rejects.toMatchObject({ field: "aboutId" });
    const { id } = await risk(2, 2);
    await expect(put(meeting, { asks: "retest", aboutId: id })).rejects.toMatchObject({ field: "aboutId" });
    await put(meeting, { asks: "accept-risk", aboutId: id });
  });

  test("no answer is chosen beforehand, and each that needs a day or a place asks for it", () => {
    const asked = { decisionId: randomUUID(), version: "1", because: "So" };
    expect(Decide.safeParse(asked).success).toBe(false);
    for (const [outcome, field] of [
      ["defer", "deferUntil"],
      ["accept-risk", "expiresOn"],
      ["escalate", "escalatedToId"],
    ])
      expect(Decide.safeParse({ ...asked, outcome }).error?.issues[0]?.path).toEqual([field]);
    expect(outcomesFor("approve", false)).not.toContain("escalate");
  });
});

describe("in place, in one transaction", () => {
  test("the board accepts a risk above appetite by the nominated individual's own role", async () => {
    const meeting = await place();
    const { id: aboutId } = await risk(4, 4);
    const id = await put(meeting, { asks: "accept-risk", aboutId });
    await expect(
      decide(nominated, answer(id, { outcome: "accept-risk", expiresOn: inDays(60) }), effects),
    ).rejects.toThrow("Record the board's votes first");
    await votedFor(cast, id);
    const done = await decide(nominated, answer(id, { outcome: "accept-risk", expiresOn: inDays(60) }), effects);
    expect(done.waits).toBe(false);
    const [row] = await readAs(nominated, (tx) => listAcceptances(tx, nominated, aboutId));
    const reference = (await readAs(nominated, (tx) => findMeeting(tx, nominated, meeting.id)))?.reference;
    expect(row).toMatchObject({ decisionReference: `${reference} decision 1.1`, expiresOn: inDays(60) });
    expect(await readAs(secretary, (tx) => listEffects(tx, secretary, meeting.id))).toMatchObject([
      { verb: "risk.accept", resultId: aboutId, doneRole: "nominated-individual" },
    ]);
  });

  test("what the other room refuses is not decided either", async () => {
    const { id: aboutId } = await risk(4, 4);
    const id = await put(await place(), { asks: "accept-risk", aboutId });
    await votedFor(cast, id);
    const long = answer(id, { outcome: "accept-risk", expiresOn: inDays(200) });
    await expect(decide(nominated, long, effects)).rejects.toMatchObject({ field: "expiresOn" });
    const wordy = answer(id, { outcome: "accept-risk", expiresOn: inDays(60), because: "So it is. ".repeat(61) });
    await expect(decide(nominated, wordy, effects)).rejects.toMatchObject({ field: "because" });
    expect((await reread(id))?.outcome).toBeNull();
  });

  test("recorded by another role it stands and waits; whoever may carries it out, once", async () => {
    const meeting = await place();
    const { id: aboutId } = await risk(4, 4);
    const id = await put(meeting, { asks: "accept-risk", aboutId });
    await votedFor(cast, id);
    expect((await decide(chair, answer(id, { outcome: "accept-risk", expiresOn: inDays(60) }), effects)).waits).toBe(
      true,
    );
    await expect(carryOut(member, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "forbidden" });
    const foreign = cast.foreign.actors["nominated-individual"];
    await expect(carryOut(foreign, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "not-found" });
    await carryOut(nominated, { decisionId: id }, effects);
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toThrow("carried out already");
  });

  test("on the risk's own page the board's decision is chosen from a list, used once, and ends no later than it said", async () => {
    const { id: aboutId } = await risk(4, 4);
    const found = await readAs(nominated, (tx) => findRisk(tx, nominated, aboutId));
    const input = (more: { boardDecisionId?: string; expiresOn?: string } = {}) => ({
      id: aboutId,
      version: found?.version ?? 1,
      reason: "Until spring",
      boardDecisionId: undefined,
      expiresOn: inDays(30),
      ...more,
    });
    await expect(acceptRisk(nominated, input(), takeBoardDecision)).rejects.toMatchObject({ field: "boardDecisionId" });
    const local = await place({ serviceIds: [cast.services.a] });
    const lower = await put(local, { asks: "accept-risk", aboutId });
    const accepted = { outcome: "accept-risk", expiresOn: inDays(40) } as const;
    await decide(secretary, answer(lower, accepted), none);
    const list = () => readAs(nominated, (tx) => listBoardDecisions(tx, nominated, aboutId));
    expect(await list()).toEqual([]);
    await expect(acceptRisk(nominated, input({ boardDecisionId: lower }), takeBoardDecision)).rejects.toMatchObject({
      field: "boardDecisionId",
    });
    const board = await put(await place(), { asks: "accept-risk", aboutId });
    await votedFor(cast, board);
    await decide(chair, answer(board, accepted), none);
    expect((await list()).map(({ id }) => id)).toEqual([board]);
    const late = input({ boardDecisionId: board, expiresOn: inDays(41) });
    await expect(acceptRisk(nominated, late, takeBoardDecision)).rejects.toMatchObject({ field: "expiresOn" });
    await acceptRisk(nominated, input({ boardDecisionId: board }), takeBoardDecision);
    expect(await list()).toEqual([]);
  });
});

describe("whose answer it is", () => {
  const approve = (id: string) => decide(secretary, answer(id), none);

  test("without a quorum nothing is decided, but it may be deferred", async () => {
    const meeting = await placeOpen(cast);
    const id = await put(meeting);
    await expect(approve(id)).rejects.toThrow("not quorate now");
    await decide(secretary, answer(id, { outcome: "defer", deferUntil: inDays(5) }), none);
  });

  test("votes against it are not approved, and none is written down afterwards that says so", async () => {
    const [chairId, memberId] = [chair.personId, member.personId];
    const refused = await put(await place());
    await recordVotes(secretary, { decisionId: refused, for: [chairId], against: [memberId], abstained: [] });
    await expect(approve(refused)).rejects.toThrow("do not carry");
    const agreed = await put(await place());
    await approve(agreed);
    const late = { decisionId: agreed, for: [], against: [chairId, memberId], abstained: [] };
    await expect(recordVotes(secretary, late)).rejects.toThrow("do not carry");
  });

  test("a member of the committee votes, and records nothing as the committee's decision alone", async () => {
    const id = await put(await place());
    await castVote(member, { decisionId: id, vote: "for" });
    await expect(decide(member, answer(id), none)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await reread(id))?.outcome).toBeNull();
  });

  test("the board's later no ends an acceptance that nobody has signed yet", async () => {
    const { id: aboutId } = await risk(4, 4);
    const first = await put(await place(), { asks: "accept-risk", aboutId });
    await votedFor(cast, first);
    await decide(chair, answer(first, { outcome: "accept-risk", expiresOn: inDays(40) }), none);
    const second = await put(await place(), { asks: "accept-risk", aboutId });
    await decide(chair, answer(second, { outcome: "reject", because: "It got worse" }), none);
    expect(await readAs(nominated, (tx) => listBoardDecisions(tx, nominated, aboutId))).toEqual([]);
    await expect(carryOut(nominated, { decisionId: first }, effects)).rejects.toThrow("decided again");
  });

  test("a score that moved after the board decided is not accepted on that decision", async () => {
    const { id: aboutId } = await risk(4, 4);
    const id = await put(await place(), { asks: "accept-risk", aboutId });
    await votedFor(cast, id);
    await decide(chair, answer(id, { outcome: "accept-risk", expiresOn: inDays(40) }), none);
    const version = async () => (await readAs(chair, (tx) => findRisk(tx, chair, aboutId)))?.version ?? 0;
    await scoreRisk(chair, {
      ...{ id: aboutId, version: await version(), kind: "current", likelihood: 5, consequence: 5 },
      ...{ reason: "It happened twice", orderReason: "The first score was too low" },
    });
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toThrow("score has moved since the board");
    const input = { id: aboutId, version: await version(), reason: "Until spring", boardDecisionId: id };
    await expect(acceptRisk(nominated, { ...input, expiresOn: inDays(20) }, takeBoardDecision)).rejects.toThrow(
      "score has moved since the board",
    );
    expect(await readAs(secretary, (tx) => listBoardDecisions(tx, secretary, aboutId))).toHaveLength(1);
  });
});
