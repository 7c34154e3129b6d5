import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { changeCommittee, closeCommittee, makeCommittee } from "#lib/meetings/commands/committees.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { committeeOf, plain, refused } from "./sitting.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let nominated: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  nominated = cast.actors["nominated-individual"];
});

test("whoever signs what the board accepts does not lower its quorum, nor make a smaller board; somebody else does", async () => {
  const board = plain({ kind: "board", quorum: 4 });
  const { id } = await makeCommittee(nominated, board);
  const to = async (actor: Actor, quorum: number) => {
    const { kind: _, serviceIds: __, ...said } = board;
    return changeCommittee(actor, { ...said, quorum, id, version: (await committeeOf(actor, id)).version });
  };
  await to(nominated, 5);
  await expect(to(nominated, 2)).rejects.toEqual(refused("conflict", /somebody else/, "quorum"));
  await to(lead, 3);
  expect((await committeeOf(lead, id)).quorum).toBe(3);
  await closeCommittee(nominated, { id, version: (await committeeOf(lead, id)).version, reason: "Made anew" });
  const smaller = plain({ kind: "board", quorum: 2 });
  await expect(makeCommittee(nominated, smaller)).rejects.toEqual(refused("conflict", /somebody else/, "quorum"));
  await makeCommittee(lead, smaller);
});
