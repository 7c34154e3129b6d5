import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { showBoard } from "#lib/board/show.ts";
import { closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { listEscalations } from "#lib/meetings/queries/committees.ts";
import { listCommitteesToSendTo, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { listEscalatedFrom, listSentHere } from "#lib/meetings/queries/escalations.ts";
import { type Reader, showPapers } from "#lib/papers/show.ts";
import { recordRiskIn } from "#lib/risks/commands/record.ts";
import { plain as aRisk, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import type { Placed } from "./meeting-rows.ts";
import { ago, answer, inDays, none, placeSitting, putQuestion } from "./minutes-ground.ts";
import { plain as committee, committeeOf } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
});

const place = (more: Parameters<typeof placeSitting>[1] = {}) => placeSitting(cast, more);
const put = (meeting: Placed, more: Parameters<typeof putQuestion>[2] = {}) => putQuestion(secretary, meeting, more);
const ahead = (minutes: number) => ago(-minutes);
const cancelled = (id: string) =>
  cast.door.changeAs(secretary, "meeting.cancel", (tx) =>
    tx.execute(sql`update meetings set state = 'cancelled', cancelled_reason = 'No quorum' where id = ${id}`),
  );
const smallRisk = () =>
  changeAs(chair, "risk.record", (tx) => recordRiskIn(tx, chair, aRisk([cast.services.a], scored(2, 2))));

describe("what comes back", () => {
  test("a deferred decision comes back on its day, and once taken up no more", async () => {
    const first = await place({ startsAt: ago(600) });
    const id = await put(first);
    await decide(chair, answer(id, { outcome: "defer", deferUntil: inDays(5) }), none);
    const next = await place({ committeeId: first.committeeId });
    const meeting = { id: next.id, committeeId: first.committeeId, startsAt: ago(60), beganAt: null };
    const left = (day: string) => readAs(secretary, (tx) => listLeftOver(tx, secretary, meeting, day));
    expect(await left(inDays(4))).toEqual([]);
    expect((await left(inDays(5))).map((one) => one.id)).toEqual([id]);
    await expect(put(next, { answersId: id })).rejects.toMatchObject({ kind: "stale" });
  });

  test("what a service sent up is taken up by the committee, and the answer is read where it began", async () => {
    const to = await place();
    const local = await place({ serviceIds: [cast.services.a] });
    const manager = cast.actors["registered-manager"];
    const id = await put(local);
    const up = answer(id, { outcome: "escalate", because: "Too dear for one home", escalatedToId: to.committeeId });
    await decide(secretary, up, none);
    const sent = await readAs(secretary, (tx) => listSentHere(tx, secretary, to.committeeId));
    expect(sent).toMatchObject([{ decisionId: id, words: "Too dear for one home" }]);
    const arrived = await readAs(secretary, (tx) => listEscalations(tx, secretary, to.committeeId, "to"));
    expect(arrived).toMatchObject([{ decisionId: id, question: "Shall we?", words: "Too dear for one home" }]);
    const read: Reader = (run, asAt) => readAs(secretary, run, asAt);
    const toldBy = async () => {
      const { questions } = (await showPapers(read, secretary, to.id)) ?? {};
      const screens = (await showBoard(read, secretary, to.id))?.shown.screens;
      const screen = screens?.find((one) => one.id === "decisions");
      return { sent: questions?.sent.map(({ question }) => question), screen: screen?.answer };
    };
    const came = "One question was sent here by another committee.";
    expect(await toldBy()).toEqual({ sent: ["Shall we?"], screen: expect.stringContaining(came) });
    const taken = await put(to, { answersId: id });
    expect(await toldBy()).toEqual({ sent: [], screen: expect.not.stringContaining(came) });
    await expect(put(to, { answersId: id })).rejects.toMatchObject({ kind: "stale" });
    await decide(chair, answer(taken, { because: "Other homes need it too" }), none);
    const [back] = await readAs(manager, (tx) => listEscalatedFrom(tx, manager, local.id));
    expect(back).toMatchObject({ answerOutcome: "approve" });
    expect(back?.answerWords).toContain("Other homes need it too");
    expect(await readAs(secretary, (tx) => listSentHere(tx, secretary, to.committeeId))).toEqual([]);
  });

  test("a question taken up in a meeting that is cancelled comes back, and its answer still goes where it began", async () => {
    const to = await place();
    const local = await place({ serviceIds: [cast.services.a] });
    const id = await put(local);
    await decide(secretary, answer(id, { outcome: "escalate", escalatedToId: to.committeeId }), none);
    const off = await place({ committeeId: to.committeeId, startsAt: ahead(60) });
    const taken = await put(off, { answersId: id });
    await cancelled(off.id);
    const asked = { id: to.id, committeeId: to.committeeId, startsAt: ago(60), beganAt: null };
    const left = await readAs(secretary, (tx) => listLeftOver(tx, secretary, asked, inDays(0)));
    expect(left.map((one) => one.id)).toEqual([taken]);
    const again = await put(to, { answersId: taken });
    await decide(chair, answer(again, { because: "Other homes need it too" }), none);
    const [back] = await readAs(secretary, (tx) => listEscalatedFrom(tx, secretary, local.id));
    expect(back?.answerWords).toContain("Other homes need it too");
  });

  test("a committee does not end with a question that waits for it: deferred, unanswered, or sent to it", async () => {
    const { id } = await makeCommittee(secretary, committee({ kind: "quality-committee" }));
    const close = async () => {
      const { version } = await committeeOf(secretary, id);
      return closeCommittee(secretary, { id, version, reason: "Merged" });
    };
    const local = await place({ serviceIds: [cast.services.a] });
    await decide(secretary, answer(await put(local), { outcome: "escalate", escalatedToId: id }), none);
    await expect(close()).rejects.toThrow("One question still waits");
    const board = await place();
    const deferred = await put(board);
    await decide(chair, answer(deferred, { outcome: "defer", deferUntil: inDays(40) }), none);
    await put(board);
    await cancelled(board.id);
    const closing = { id: board.committeeId, version: 1, reason: "Merged" };
    await expect(closeCommittee(secretary, closing)).rejects.toThrow("2 questions still wait");
  });

  test("only the question that was sent is its answer: what it asks, about the same record", async () => {
    const to = await place();
    const { id: aboutId } = await smallRisk();
    const local = await place({ serviceIds: [cast.services.a] });
    const id = await put(local, { asks: "accept-risk", aboutId });
    await decide(secretary, answer(id, { outcome: "escalate", escalatedToId: to.committeeId }), none);
    await expect(put(to, { answersId: id })).rejects.toMatchObject({ field: "asks" });
    const { id: other } = await smallRisk();
    const about = (aboutId: string) => put(to, { answersId: id, asks: "accept-risk", aboutId });
    await expect(about(other)).rejects.toMatchObject({ field: "aboutId" });
    await about(aboutId);
  });

  test("nothing goes to a closed committee, to a service's own or to one that reports here", async () => {
    const quality = { kind: "quality-committee" } as const;
    const made = (more: Parameters<typeof committee>[0] = {}) => makeCommittee(secretary, committee(more));
    const board = await made();
    const from = await made({ ...quality, reportsToId: board.id });
    const beside = await made(quality);
    const below = await made({ ...quality, reportsToId: from.id });
    const closed = await made(quality);
    await closeCommittee(secretary, { id: closed.id, version: 1, reason: "Merged" });
    const home = await made({ kind: "local-governance", serviceIds: [cast.services.a], reportsToId: from.id });
    const upward = await readAs(secretary, (tx) =>
      listCommitteesToSendTo(tx, secretary, { committeeId: from.id, reportsToId: board.id }),
    );
    const ids = upward.map(({ id }) => id);
    expect(ids[0]).toBe(board.id);
    expect(ids).toContain(beside.id);
    for (const { id } of [from, below, closed, home]) expect(ids).not.toContain(id);
    await expect(closeCommittee(secretary, { id: board.id, version: 1, reason: "Merged" })).rejects.toThrow(
      "reports to it",
    );
    const local = await place({ serviceIds: [cast.services.a] });
    const question = await put(local);
    for (const escalatedToId of [closed.id, home.id, local.committeeId])
      await expect(
        decide(secretary, answer(question, { outcome: "escalate", escalatedToId }), none),
      ).rejects.toMatchObject({ field: "escalatedToId" });
  });
});
