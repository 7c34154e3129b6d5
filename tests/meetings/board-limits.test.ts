import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { decide } from "#lib/meetings/commands/decide.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { notOfTheBoard } from "#lib/meetings/queries/behind.ts";
import { findDecision, questionsNamed } from "#lib/meetings/queries/decisions.ts";
import { setAppetite, setAppetiteIn } from "#lib/risks/commands/accept.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { answer, inDays, none, notedFor, placeSitting, putQuestion, votedFor } from "./minutes-ground.ts";
import { committeeOf, plain } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let secretary: Actor;
let chair: Actor;
let nominated: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  secretary = cast.actors["quality-compliance-lead"];
  chair = cast.actors["digital-lead"];
  nominated = cast.actors["nominated-individual"];
});

async function referenceOf(tx: Tx, { id }: { id: string }) {
  const decision = await findDecision(tx, nominated, id);
  return decision && decisionReference(decision.meeting, decision.itemPosition, decision.position);
}
type Limit = { category?: "telephony"; maximum?: number; decidedOn?: string };
const raise = (decisionReference: string, more: Limit = {}) =>
  setAppetite(
    nominated,
    { category: "all", maximum: 25, decidedOn: inDays(0), decisionReference, ...more },
    notOfTheBoard,
  );
const no = (says: RegExp) => ({ field: "decisionReference", message: expect.stringMatching(says) });

test("words of one's own, a decision of another day and one that only was written down raise nothing; the members' own votes do", async () => {
  const meeting = await placeSitting(cast);
  const put = () => putQuestion(secretary, meeting, { question: "Shall the limit be 25?" });
  const [written, voted, rejected] = [await put(), await put(), await put()];
  await notedFor(cast, written);
  await votedFor(cast, voted);
  for (const id of [written, voted]) await decide(chair, answer(id), none);
  await decide(chair, answer(rejected, { outcome: "reject" }), none);
  const named = async (id: string) => (await readAs(nominated, (tx) => referenceOf(tx, { id }))) ?? "";
  await expect(raise("See minutes")).rejects.toMatchObject(no(/MTG-2026-004 decision 4.1/));
  await expect(raise(await named(rejected))).rejects.toMatchObject(no(/MTG-2026-004 decision 4.1/));
  await expect(raise(await named(written))).rejects.toMatchObject(no(/0 of 2 members/));
  await expect(raise(await named(voted), { decidedOn: inDays(-3) })).rejects.toMatchObject(no(/decided that on/));
  await raise("See minutes", { maximum: 10 });
  await raise(await named(voted));
  await raise("See minutes", { maximum: 12 });
  await expect(raise(await named(voted))).rejects.toMatchObject(no(/has set a limit already/));
  await expect(raise(` ${await named(voted)} `, { category: "telephony" })).rejects.toMatchObject(no(/already/));
});

test("whoever reads the board sees which question stands behind a limit", async () => {
  const meeting = await placeSitting(cast);
  const id = await putQuestion(secretary, meeting, { question: "Shall telephony be 15?" });
  await votedFor(cast, id);
  await decide(chair, answer(id), none);
  const reference = (await readAs(nominated, (tx) => referenceOf(tx, { id }))) ?? "";
  const seenBy = (actor: Actor) => readAs(actor, (tx) => questionsNamed(tx, actor, [reference, "Board minute 42"]));
  expect([...(await seenBy(nominated))]).toEqual([[reference, "Shall telephony be 15?"]]);
  expect((await seenBy(cast.actors["registered-manager"])).size).toBe(0);
  expect((await seenBy(cast.foreign.actors["nominated-individual"])).size).toBe(0);
});

test("closing the board does not give its limits away: none is raised until a board decides again", async () => {
  const board = await makeCommittee(cast.foreign.actors["quality-compliance-lead"], plain({ kind: "board" }));
  const other = cast.foreign.actors["nominated-individual"];
  const { version } = await committeeOf(other, board.id);
  const limit = { category: "all", maximum: 25, decidedOn: inDays(0), decisionReference: "Board minute 42" } as const;
  await expect(setAppetite(other, limit, notOfTheBoard)).rejects.toMatchObject(no(/MTG-2026-004/));
  await closeCommittee(other, { id: board.id, version, reason: "To be made anew" });
  await expect(setAppetite(other, limit, notOfTheBoard)).rejects.toMatchObject(no(/No board is in use/));
  await setAppetite(other, { ...limit, maximum: 9 }, notOfTheBoard);
});

test("whichever command of ours writes a limit, the board is asked", async () => {
  const direct = changeAs(nominated, "appetite.set", (tx) =>
    setAppetiteIn(
      tx,
      nominated,
      { category: "premises", maximum: 25, decidedOn: inDays(0), decisionReference: "See minutes" },
      notOfTheBoard,
    ),
  );
  await expect(direct).rejects.toMatchObject(no(/MTG-2026-004/));
});
