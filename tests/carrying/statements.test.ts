import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { meetingDecisions } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { apart } from "#lib/carrying/carrying.ts";
import { listWaiting, listWaitingOf } from "#lib/carrying/queries/waiting.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import type { Asks } from "#lib/meetings/minute.ts";
import { listNotCarriedOut } from "#lib/meetings/queries/decisions.ts";
import { closeRisk } from "#lib/risks/commands/review.ts";
import { handled, peopleOf, reviewed } from "#tests/disruptions/support.ts";
import type { Placed } from "#tests/meetings/meeting-rows.ts";
import { answer, inDays, none, placeSitting, putQuestion, votedFor } from "#tests/meetings/minutes-ground.ts";
import { heldTest } from "#tests/resilience-tests/support.ts";
import { plain, recorded, reread, scored } from "#tests/risks/support.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { statementsOf } from "#tests/support/statements.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let board: Placed;

beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  board = await placeSitting(cast);
});

async function decided(asks: Exclude<Asks, "set-limit">, aboutId: string) {
  const id = await putQuestion(secretary, board, { asks, aboutId });
  await votedFor(cast, id);
  const until = asks === "accept-risk" ? { expiresOn: inDays(30) } : {};
  await decide(secretary, answer(id, { outcome: asks, ...until }), none);
}

const risk = async () => (await recorded(secretary, plain([cast.services.a], scored(4, 4)))).id;

/** One decision of each kind that does something elsewhere. */
async function oneOfEach() {
  const people = peopleOf(cast);
  const disruption = await handled(people, 3);
  await reviewed(people, disruption, 3, people.manager);
  await decided("accept-risk", await risk());
  await decided("retest", await heldTest(cast, secretary));
  await decided("sign-off", disruption);
}

const nominated = () => cast.actors["nominated-individual"];
const readings = {
  "of the whole organisation": async () => {
    let found = 0;
    const statements = await statementsOf(here().appUrl, nominated(), async (tx) => {
      found = (await listWaiting(tx, nominated())).waiting.length;
    });
    return { found, statements };
  },
  "of one meeting": async () => {
    let found = 0;
    const statements = await statementsOf(here().appUrl, nominated(), async (tx) => {
      found = (await listWaitingOf(tx, nominated(), board.id)).length;
    });
    return { found, statements };
  },
};

test("what decisions wait for is read in as many statements for many as for one of each kind", async () => {
  await oneOfEach();
  const few = [await readings["of the whole organisation"](), await readings["of one meeting"]()];
  expect(few.map(({ found }) => found)).toEqual([3, 3]);
  await oneOfEach();
  await oneOfEach();
  const many = [await readings["of the whole organisation"](), await readings["of one meeting"]()];
  expect(many.map(({ found }) => found)).toEqual([9, 9]);
  expect(many.map(({ statements }) => statements)).toEqual(few.map(({ statements }) => statements));
  expect(Math.max(...many.map(({ statements }) => statements))).toBeLessThan(40);
});

test("older decisions than are looked through are said to be there", async () => {
  await decided("accept-risk", await risk());
  const of = (most: number) => readAs(secretary, (tx) => listNotCarriedOut(tx, secretary, undefined, most));
  const all = await of(100);
  expect(all.more).toBe(false);
  const { length } = all.decisions;
  expect(length).toBeGreaterThan(0);
  expect((await of(length)).more).toBe(false);
  expect(await of(length - 1)).toEqual({ decisions: all.decisions.slice(0, -1), more: true });
});

test("what nobody can carry out any more stands apart from what waits, with the reason", async () => {
  const closed = await recorded(secretary, plain([cast.services.a], scored(4, 4)));
  await decided("accept-risk", closed.id);
  const { version } = await reread(secretary, closed.id);
  await closeRisk(secretary, { id: closed.id, version, reason: "The line was taken out" });
  const { waits, blocked } = apart(
    (await readAs(nominated(), (tx) => listWaiting(tx, nominated(), closed.id))).waiting,
  );
  expect(waits).toEqual([]);
  expect(blocked.map(({ says }) => says)).toEqual([`${closed.reference} is closed, so there is nothing to accept.`]);
});

test("what nobody can carry out any more leaves the list of all that waits", async () => {
  const all = async () => {
    const { decisions } = await readAs(nominated(), (tx) => listNotCarriedOut(tx, nominated()));
    return decisions.map(({ aboutId }) => aboutId);
  };
  const [closed, put, kept] = [await risk(), await risk(), await risk()];
  for (const id of [closed, put, kept]) await decided("accept-risk", id);
  expect(await all()).toEqual(expect.arrayContaining([closed, put, kept]));
  const { version } = await reread(secretary, closed);
  await closeRisk(secretary, { id: closed, version, reason: "The line was taken out" });
  await decided("accept-risk", put);
  const left = await all();
  expect(left).not.toContain(closed);
  expect(left).toContain(kept);
  expect(left.filter((id) => id === put).length).toBe(1);
});

test("an acceptance whose last day has come leaves the list too", async () => {
  const id = await risk();
  await decided("accept-risk", id);
  const all = () => readAs(nominated(), (tx) => listNotCarriedOut(tx, nominated()));
  const mine = async () => (await all()).decisions.filter(({ aboutId }) => aboutId === id);
  const [decision] = await mine();
  await cast.door.changeAs(secretary, "decision.put", (tx) =>
    tx
      .update(meetingDecisions)
      .set({ expiresOn: inDays(0) })
      .where(eq(meetingDecisions.id, decision?.id ?? "")),
  );
  expect(await mine()).toEqual([]);
});
