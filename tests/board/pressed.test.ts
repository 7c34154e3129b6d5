import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { decidePressed, Pressed } from "#lib/board/pressed.ts";
import { findDecision } from "#lib/meetings/queries/decisions.ts";
import { answer, none, placeSitting, putQuestion } from "#tests/meetings/minutes-ground.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let chair: Actor;
let member: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  chair = cast.actors["digital-lead"];
  member = cast.actors["board-member"];
});

test("what one person pressed is never recorded by another who has signed in since", async () => {
  const id = await putQuestion(cast.actors["quality-compliance-lead"], await placeSitting(cast));
  const outcome = async () => (await readAs(chair, (tx) => findDecision(tx, chair, id)))?.outcome;
  for (const pressedBy of [chair.accountId, "", "nobody"])
    await expect(decidePressed(member, { ...answer(id), pressedBy }, none)).rejects.toMatchObject({
      kind: "forbidden",
      message: "Someone else pressed this; press it yourself.",
    });
  expect(await outcome()).toBeNull();
  await decidePressed(chair, { ...answer(id), pressedBy: chair.accountId }, none);
  expect(await outcome()).toBe("approve");
});

test("a form that names no presser is incomplete, and the other fields are asked for as before", () => {
  const form = { ...answer(crypto.randomUUID()), deferUntil: "", expiresOn: "", escalatedToId: "", outcome: "defer" };
  expect(Pressed.safeParse(form).success).toBe(false);
  const named = Pressed.safeParse({ ...form, pressedBy: chair.accountId });
  expect(named.error?.issues.map(({ path }) => path[0])).toEqual(["deferUntil"]);
});
