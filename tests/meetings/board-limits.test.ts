import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import { riskAppetites } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { effects } from "#lib/carrying/commands.ts";
import { listWaitingForMe, readWaiting } from "#lib/carrying/queries/waiting.ts";
import { carryOut, takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { composeMinutes } from "#lib/meetings/compose.ts";
import { PutDecision } from "#lib/meetings/inputs/minutes.ts";
import { questionsNamed } from "#lib/meetings/queries/decisions.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { readWritten } from "#lib/meetings/queries/written.ts";
import { setAppetite, setAppetiteIn } from "#lib/risks/commands/accept.ts";
import { listAppetiteHistory, listAppetites } from "#lib/risks/queries/appetite.ts";
import { appetiteFor } from "#lib/risks/risk.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Category, type Limits, limitsOf, referenceOf } from "./limits-ground.ts";
import type { Placed } from "./meeting-rows.ts";
import { answer, inDays, none, notedFor, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";
import { committeeOf, plain } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let nominated: Actor;
let meeting: Placed;
let put: Limits["put"];
let decided: Limits["decided"];
beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  nominated = cast.actors["nominated-individual"];
  meeting = await placeSitting(cast);
  ({ put, decided } = limitsOf(cast, meeting));
});

const named = (id: string) => readAs(nominated, (tx) => referenceOf(tx, nominated, id));
type Raised = { category?: Category; maximum?: number; decidedOn?: string };
const raise = (decisionReference: string, more: Raised = {}) =>
  setAppetite(
    nominated,
    { category: "all", maximum: 25, decidedOn: inDays(0), decisionReference, ...more },
    takeBoardLimit,
  );
const no = (says: RegExp) => ({ field: "decisionReference", message: expect.stringMatching(says) });
const inForce = (category: Category) =>
  readAs(nominated, async (tx) => appetiteFor(await listAppetites(tx, nominated), category));
const history = () => readAs(nominated, (tx) => listAppetiteHistory(tx, nominated));
const setBy = async (decisionId: string) => (await history()).find((one) => one.decisionId === decisionId);
const waitsFor = (actor: Actor, id: string) =>
  readAs(actor, async (tx) => {
    const found = await findMeeting(tx, actor, meeting.id);
    return found && (await readWaiting(tx, actor, await readWritten(tx, actor, found))).get(id);
  });

describe("a limit that the board decides", () => {
  test("is set as it is approved, if who records it may, and the limit names the decision", async () => {
    const id = await put("connectivity", 20);
    await votedFor(cast, id);
    expect((await decide(nominated, answer(id), effects)).waits).toBe(false);
    expect(await setBy(id)).toMatchObject({
      category: "connectivity",
      maximum: 20,
      decidedOn: inDays(0),
      decisionReference: await named(id),
    });
    expect(await waitsFor(nominated, id)).toBeUndefined();
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "conflict" });
  });

  test("waits for the nominated individual where another records it, and is theirs to carry out", async () => {
    const id = await decided("scheduling", 15);
    expect(await inForce("scheduling")).toBe(12);
    expect(await waitsFor(secretary, id)).toEqual({ kind: "waits", forWhom: "the nominated individual" });
    expect(await waitsFor(nominated, id)).toMatchObject({ kind: "may" });
    const { waiting } = await readAs(nominated, (tx) => listWaitingForMe(tx, nominated));
    expect(waiting.map((one) => one.id)).toContain(id);
    await expect(carryOut(secretary, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "forbidden" });
    await carryOut(nominated, { decisionId: id }, effects);
    expect(await inForce("scheduling")).toBe(15);
  });

  test("waits for the board itself while one person wrote its votes down", async () => {
    const id = await put("care-records", 16);
    await notedFor(cast, id);
    expect((await decide(nominated, answer(id), effects)).waits).toBe(true);
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toMatchObject({
      message: expect.stringContaining("two more members' own votes"),
    });
    expect(await inForce("care-records")).toBe(12);
  });

  test("that is not approved sets nothing; one that lowers a limit is set as well", async () => {
    const id = await put("premises", 25);
    await decide(nominated, answer(id, { outcome: "reject" }), effects);
    expect(await waitsFor(nominated, id)).toBeUndefined();
    const lower = await put("premises", 6);
    await votedFor(cast, lower);
    await decide(nominated, answer(lower), effects);
    expect(await inForce("premises")).toBe(6);
  });

  test("no longer stands once the board has decided on the same limit again", async () => {
    const first = await decided("lifecycle", 25);
    const second = await decided("lifecycle", 15);
    expect(await waitsFor(nominated, first)).toMatchObject({ kind: "blocked" });
    await expect(carryOut(nominated, { decisionId: first }, effects)).rejects.toMatchObject({ kind: "conflict" });
    await expect(raise(await named(first), { category: "lifecycle" })).rejects.toMatchObject(no(/again since/));
    await carryOut(nominated, { decisionId: second }, effects);
    expect(await inForce("lifecycle")).toBe(15);
  });

  test("is minuted with its limit, whatever words the question has", async () => {
    const id = await decided("all", 15);
    const document = await readAs(nominated, async (tx) => {
      const found = await findMeeting(tx, nominated, meeting.id);
      if (!found) throw new Error("The meeting is not there.");
      const written = await readWritten(tx, nominated, found);
      return composeMinutes(written, { organisation: "Any", sample: false, snapshots: [] });
    });
    const number = (await named(id)).split(" decision ")[1];
    const minuted = document.items
      .flatMap(({ blocks }) => blocks)
      .find((one) => one.kind === "decision" && one.number === number);
    expect(minuted).toMatchObject({ facts: expect.arrayContaining(["Limit of 15 for every kind of risk"]) });
  });
});

describe("the question", () => {
  test("is put to the board alone", async () => {
    const home = await placeSitting(cast, { serviceIds: [cast.services.a] });
    await expect(
      putQuestion(secretary, home, { asks: "set-limit", limitCategory: "all", limitValue: 20 }),
    ).rejects.toMatchObject({ kind: "conflict", field: "asks" });
  });

  test("names the risks and a score that a risk can have, and other questions name neither", () => {
    const form = { id: randomUUID(), itemId: randomUUID(), question: "Shall we?", aboutId: "", answersId: "" };
    const fieldsOf = (typed: object) =>
      PutDecision.safeParse({ ...form, ...typed }).error?.issues.map(({ path }) => path.join(".")) ?? [];
    const whole = { asks: "set-limit", limitCategory: "telephony", limitValue: "20" };
    expect(PutDecision.parse({ ...form, ...whole })).toMatchObject({ limitCategory: "telephony", limitValue: 20 });
    expect(fieldsOf({ asks: "set-limit", limitCategory: "", limitValue: "" })).toEqual(["limitCategory", "limitValue"]);
    expect(fieldsOf({ ...whole, limitValue: "7" })).toEqual(["limitValue"]);
    expect(fieldsOf({ ...whole, limitCategory: "weather" })).toEqual(["limitCategory"]);
    expect(fieldsOf({ ...whole, asks: "approve" })).toEqual(["limitCategory", "limitValue"]);
    expect(fieldsOf({ asks: "approve", limitCategory: "", limitValue: "" })).toEqual([]);
    expect(fieldsOf({ asks: "approve" })).toEqual([]);
  });

  test("that is taken up again asks for the same limit", async () => {
    const id = await put("change", 16);
    await decide(chair, answer(id, { outcome: "defer", deferUntil: inDays(1) }), effects);
    const next = await placeSitting(cast, {
      committeeId: meeting.committeeId,
      startsAt: new Date(Date.now() + 2 * 86_400_000),
    });
    const again = { asks: "set-limit", limitCategory: "change", answersId: id } as const;
    await expect(putQuestion(secretary, next, { ...again, limitValue: 20 })).rejects.toMatchObject({
      field: "limitValue",
    });
    await putQuestion(secretary, next, { ...again, limitValue: 16 });
  });
});

describe("a limit that is raised by hand", () => {
  test("names a decision that asked for it: no other words, no other question, none that was rejected", async () => {
    const mobiles = await putQuestion(secretary, meeting, { question: "Spend £1,860 on mobiles" });
    await votedFor(cast, mobiles);
    await decide(chair, answer(mobiles), none);
    const rejected = await put("all", 25);
    await decide(chair, answer(rejected, { outcome: "reject" }), effects);
    await expect(raise("See minutes")).rejects.toMatchObject(no(/MTG-2026-004 decision 4.1/));
    await expect(raise(await named(rejected))).rejects.toMatchObject(no(/MTG-2026-004 decision 4.1/));
    await expect(raise(await named(mobiles))).rejects.toMatchObject(no(/asked for no limit/));
  });

  test("is of the kind of risk that was decided, on that day, no higher, and once", async () => {
    const id = await decided("telephony", 16);
    const reference = await named(id);
    const category = "telephony";
    await expect(raise(reference, { maximum: 16 })).rejects.toMatchObject(no(/Limit of 16 for “Telephony”/));
    await expect(raise(reference, { category, maximum: 20 })).rejects.toMatchObject(no(/Limit of 16/));
    await expect(raise(reference, { category, maximum: 15, decidedOn: inDays(-3) })).rejects.toMatchObject(
      no(/decided that on/),
    );
    await raise(` ${reference} `, { category, maximum: 15 });
    expect(await setBy(id)).toMatchObject({ category, maximum: 15 });
    await expect(raise(reference, { category, maximum: 16 })).rejects.toMatchObject(no(/has set a limit already/));
    await expect(carryOut(nominated, { decisionId: id }, effects)).rejects.toMatchObject({ kind: "conflict" });
    await raise("See minutes", { category, maximum: 10 });
    expect(await inForce(category)).toBe(10);
  });

  test("waits for the members' own votes as any decision of the board does", async () => {
    const id = await put("analogue-switch-off", 16);
    await notedFor(cast, id);
    await decide(chair, answer(id), effects);
    const limit = { category: "analogue-switch-off", maximum: 16 } as const;
    await expect(raise(await named(id), limit)).rejects.toMatchObject(no(/two more members' own votes/));
  });

  test("is asked for by whichever command of ours writes it", async () => {
    const limit = {
      category: "premises",
      maximum: 25,
      decidedOn: inDays(0),
      decisionReference: "See minutes",
    } as const;
    const direct = changeAs(nominated, "appetite.set", (tx) => setAppetiteIn(tx, nominated, limit, takeBoardLimit));
    await expect(direct).rejects.toMatchObject(no(/MTG-2026-004/));
  });

  test("is not given away by closing the board: none is raised until a board decides again", async () => {
    const other = cast.foreign.actors["nominated-individual"];
    const limit = { category: "all", maximum: 15, decidedOn: inDays(0), decisionReference: "Board minute 42" } as const;
    await setAppetite(other, limit, takeBoardLimit);
    const board = await makeCommittee(cast.foreign.actors["quality-compliance-lead"], plain({ kind: "board" }));
    const { version } = await committeeOf(other, board.id);
    await expect(setAppetite(other, { ...limit, maximum: 25 }, takeBoardLimit)).rejects.toMatchObject(
      no(/MTG-2026-004/),
    );
    await closeCommittee(other, { id: board.id, version, reason: "To be made anew" });
    await expect(setAppetite(other, { ...limit, maximum: 25 }, takeBoardLimit)).rejects.toMatchObject(
      no(/No board is in use/),
    );
    await setAppetite(other, { ...limit, maximum: 9 }, takeBoardLimit);
    const alone = changeAs(other, "appetite.set", (tx) =>
      tx.insert(riskAppetites).values({ ...limit, ...rowOf(other, tx) }),
    );
    await expect(alone).rejects.toMatchObject({ cause: { code: "23514" } });
  });
});

const rowOf = (actor: Actor, tx: Tx) => ({
  organisationId: actor.organisationId,
  id: randomUUID(),
  setBy: actor.personId,
  setAt: tx.now,
});

test("whoever reads the board sees which question stands behind a limit", async () => {
  const id = await putQuestion(secretary, meeting, {
    ...{ question: "Shall information be 15?", asks: "set-limit" },
    ...{ limitCategory: "information-governance", limitValue: 15 },
  });
  await votedFor(cast, id);
  await decide(chair, answer(id), effects);
  const reference = await named(id);
  const seenBy = (actor: Actor) => readAs(actor, (tx) => questionsNamed(tx, actor, [reference, "Board minute 42"]));
  expect([...(await seenBy(nominated))]).toEqual([[reference, "Shall information be 15?"]]);
  expect((await seenBy(cast.actors["registered-manager"])).size).toBe(0);
  expect((await seenBy(cast.foreign.actors["nominated-individual"])).size).toBe(0);
});
