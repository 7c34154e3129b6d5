import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { effects } from "#lib/carrying/commands.ts";
import { readWaiting } from "#lib/carrying/queries/waiting.ts";
import { returnReview, submitReview } from "#lib/disruptions/commands/sign.ts";
import { listSignOffs } from "#lib/disruptions/queries/review.ts";
import { carryOut } from "#lib/meetings/commands/carry.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import type { Asks, Outcome } from "#lib/meetings/minute.ts";
import { findDecision } from "#lib/meetings/queries/decisions.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { listEffects } from "#lib/meetings/queries/votes.ts";
import { readWritten } from "#lib/meetings/queries/written.ts";
import { listLinked } from "#lib/records/queries.ts";
import { findRisk, listAcceptances } from "#lib/risks/queries/record.ts";
import { handled, peopleOf, reviewed, reviewOf } from "#tests/disruptions/support.ts";
import type { Placed } from "#tests/meetings/meeting-rows.ts";
import { answer, inDays, placeSitting, putQuestion, votedFor } from "#tests/meetings/minutes-ground.ts";
import { heldTest, score, testOf } from "#tests/resilience-tests/support.ts";
import { plain as aRisk, recorded, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let member: Actor;
let nominated: Actor;
let board: Placed;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  member = cast.actors["board-member"];
  nominated = cast.actors["nominated-individual"];
  board = await placeSitting(cast);
});

const put = (asks: Asks, aboutId: string, meeting = board) => putQuestion(secretary, meeting, { asks, aboutId });
type More = Partial<Parameters<typeof answer>[1]>;
const say = (who: Actor, id: string, outcome: Outcome, more: More = {}) =>
  decide(who, answer(id, { outcome, because: "The board's own words", ...more }), effects);
const results = async () => readAs(secretary, (tx) => listEffects(tx, secretary, board.id));
const resultOf = async (id: string) => (await results()).find(({ decisionId }) => decisionId === id);
/** For whom a decision waits as one reader's page says it. */
const waitsFor = (actor: Actor, id: string, meeting = board) =>
  readAs(actor, async (tx) => {
    const found = await findMeeting(tx, actor, meeting.id);
    return found && (await readWaiting(tx, actor, await readWritten(tx, actor, found))).get(id);
  });

describe("accepting a risk", () => {
  const risk = (likelihood: 1 | 2 | 3 | 4 | 5, consequence: 1 | 2 | 3 | 4 | 5) =>
    recorded(chair, aRisk([cast.services.a], scored(likelihood, consequence)));

  test("is done by the recorder's own role, with the meeting's reason, until the day that it said", async () => {
    const { id: aboutId } = await risk(2, 2);
    const id = await put("accept-risk", aboutId);
    await votedFor(cast, id);
    expect((await say(secretary, id, "accept-risk", { expiresOn: inDays(90) })).waits).toBe(false);
    const [row] = await readAs(secretary, (tx) => listAcceptances(tx, secretary, aboutId));
    expect(row).toMatchObject({ reason: "The board's own words", expiresOn: inDays(90) });
    expect((await resultOf(id))?.resultId).toBe(aboutId);
    expect(await waitsFor(nominated, id)).toBeUndefined();
  });

  test("waits for a role whose signature is high enough, and the page offers it to that role alone", async () => {
    const { id: aboutId } = await risk(4, 4);
    const id = await put("accept-risk", aboutId);
    await votedFor(cast, id);
    expect((await say(secretary, id, "accept-risk", { expiresOn: inDays(60) })).waits).toBe(true);
    expect((await readAs(chair, (tx) => findRisk(tx, chair, aboutId)))?.state).toBe("open");
    for (const [who, kind] of [
      [secretary, "waits"],
      [member, "waits"],
      [nominated, "may"],
    ] as const)
      expect(await waitsFor(who, id)).toEqual({ kind, forWhom: "the nominated individual" });
    await expect(carryOut(secretary, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "forbidden" });
    await carryOut(nominated, { decisionId: id }, effects);
    expect((await readAs(chair, (tx) => findRisk(tx, chair, aboutId)))?.state).toBe("tolerated");
  });

  test("above the board's limit is the board's alone: another committee is told to escalate it", async () => {
    const home = await placeSitting(cast, { serviceIds: [cast.services.a] });
    const { id: aboutId } = await risk(4, 4);
    const id = await put("accept-risk", aboutId, home);
    await expect(say(secretary, id, "accept-risk", { expiresOn: inDays(60) })).rejects.toMatchObject({
      field: "outcome",
      message: expect.stringContaining("only the board accepts it"),
    });
    const low = await risk(2, 2);
    const lower = await put("accept-risk", low.id, home);
    expect((await say(secretary, lower, "accept-risk", { expiresOn: inDays(60) })).waits).toBe(false);
  });

  test("for longer than its score allows is refused as it is decided, also where it would wait", async () => {
    const { id: aboutId } = await risk(4, 4);
    const id = await put("accept-risk", aboutId);
    await votedFor(cast, id);
    await expect(say(secretary, id, "accept-risk", { expiresOn: inDays(200) })).rejects.toMatchObject({
      field: "expiresOn",
    });
    expect((await readAs(chair, (tx) => findDecision(tx, chair, id)))?.outcome).toBeNull();
  });
});

describe("asking for a retest", () => {
  test("of a test plans one in four weeks, linked to the first; of a role that plans none it waits", async () => {
    const manager = cast.actors["registered-manager"];
    const first = await heldTest(cast, manager);
    await score(secretary, first, ["met", "partly-met"]);
    const id = await put("retest", first);
    expect((await say(secretary, id, "retest")).waits).toBe(false);
    const again = await testOf(secretary, (await resultOf(id))?.resultId ?? "");
    expect(again).toMatchObject({ state: "planned", title: "Retest: Evening internet loss" });
    expect(again.plannedFor.getTime()).toBeGreaterThan(Date.now() + 27 * 86_400_000);
    const links = await readAs(secretary, (tx) => listLinked(tx, secretary, again.id));
    expect(links.map((one) => [one.id, one.link])).toContainEqual([first, "retests"]);

    const second = await heldTest(cast, manager);
    await score(secretary, second, ["met", "partly-met"]);
    const waits = await put("retest", second);
    expect((await say(nominated, waits, "retest")).waits).toBe(true);
    expect((await waitsFor(nominated, waits))?.kind).toBe("waits");
    expect((await waitsFor(secretary, waits))?.kind).toBe("may");
  });

  test("of a test that one person ran and evaluated is planned the same way, though there are others now", async () => {
    const test = await heldTest(cast, cast.actors["registered-manager"]);
    await score(secretary, test, ["met", "partly-met"]);
    await here().owner.begin(async (sql) => {
      await sql`alter table resilience_tests disable trigger user`;
      await sql`update resilience_tests set facilitator_id = evaluator_id, evaluated_alone = true where id = ${test}`;
      await sql`alter table resilience_tests enable trigger user`;
    });
    const id = await put("retest", test);
    expect((await say(secretary, id, "retest")).waits).toBe(false);
    const again = await testOf(secretary, (await resultOf(id))?.resultId ?? "");
    expect(again).toMatchObject({ facilitatorId: again.evaluatorId, evaluatedAlone: true });
  });

  test("of anything else raises an action for its owner, without the words that the meeting spoke", async () => {
    const { id: aboutId, reference } = await recorded(chair, aRisk([cast.services.a], scored(2, 2)));
    const id = await put("accept-risk", aboutId);
    expect((await say(nominated, id, "retest")).waits).toBe(true);
    await carryOut(secretary, { decisionId: id }, effects);
    const raised = (await resultOf(id))?.resultId ?? "";
    const action = await readAs(secretary, (tx) => findAction(tx, secretary, raised));
    expect(action).toMatchObject({ title: `Test again what ${reference} rests on`, dueOn: inDays(28) });
    expect(action?.sourceId).toBe(board.id);
    expect(JSON.stringify(action)).not.toContain("The board's own words");
    expect(JSON.stringify(action)).not.toContain("Shall we?");
    expect(action?.detail).toMatch(/^MTG-\d{4}-\d{3} decision \d+\.\d+ asked for it\./);
  });
});

describe("signing off a review", () => {
  const disruption = async (leave: string[] = []) => {
    const people = peopleOf(cast);
    const id = await handled(people, 3);
    await reviewed(people, id, 3, cast.actors["registered-manager"], leave);
    return id;
  };
  const signed = async (id: string) => (await readAs(secretary, (tx) => listSignOffs(tx, secretary, id))).length;

  test("gives the recorder's own signature, or waits for somebody whose signature it needs", async () => {
    const mine = await disruption();
    const id = await put("sign-off", mine);
    expect((await say(secretary, id, "sign-off")).waits).toBe(false);
    expect(await signed(mine)).toBe(1);
    const theirs = await disruption();
    const waits = await put("sign-off", theirs);
    expect((await say(nominated, waits, "sign-off")).waits).toBe(true);
    expect(await signed(theirs)).toBe(0);
    expect((await waitsFor(secretary, waits))?.kind).toBe("may");
    await carryOut(secretary, { decisionId: waits }, effects);
    expect(await signed(theirs)).toBe(1);
  });

  test("is of the review as the meeting saw it: not before it is sent, nor after it was sent again", async () => {
    const early = await put("sign-off", await disruption(["submit"]));
    await expect(say(secretary, early, "sign-off")).rejects.toMatchObject({ field: "outcome" });
    const about = await disruption();
    const id = await put("sign-off", about);
    expect((await say(nominated, id, "sign-off")).waits).toBe(true);
    const version = async () => (await reviewOf(secretary, about)).version;
    await returnReview(secretary, { id: about, version: await version(), reason: "One number is wrong" });
    await submitReview(cast.actors["registered-manager"], { id: about, version: await version() });
    await expect(carryOut(secretary, { decisionId: id }, effects)).rejects.toThrow("sent for sign-off again since");
    expect(await signed(about)).toBe(0);
  });
});
