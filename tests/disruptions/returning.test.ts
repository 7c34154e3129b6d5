import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { returnReview, submitReview } from "#lib/disruptions/commands/sign.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { handled, type People, peopleOf, refusal, reread, reviewed, reviewOf, sign } from "./support.ts";

const here = useWorld();
let people: People;

beforeAll(async () => {
  people = peopleOf(await castOf(here()));
});

async function shared() {
  const { a, b } = people.cast.services;
  const id = await handled(people, 4, [], { serviceIds: [a, b], by: people.quality });
  await reviewed(people, id, 4, people.quality);
  return id;
}
const back = async (actor: Actor, id: string) =>
  returnReview(actor, {
    id,
    version: (await reviewOf(people.quality, id)).version,
    reason: "The times of B are wrong",
  });

test("a signer of one of several services returns the review for all, and signing starts again", async () => {
  const id = await shared();
  await sign(people.manager, id);
  await back(people.elsewhere, id);
  expect(await reread(people.quality, id)).toMatchObject({ state: "under-review" });
  const [record] = await here().owner`select state from records where id = ${id}`;
  expect(record?.state).toBe("under-review");
  const { round, version, returnedReason } = await reviewOf(people.quality, id);
  expect([round, returnedReason]).toEqual([2, "The times of B are wrong"]);
  const moved = await here().owner`select distinct verb, actor_id from trail_entries
    where row_id = ${id} and table_name in ('disruptions', 'records') and verb = 'disruption.return-review'`;
  expect(moved.map((one) => one.actor_id)).toEqual([people.elsewhere.personId]);
  await submitReview(people.quality, { id, version });
  await sign(people.elsewhere, id);
});

test("whoever signs nothing returns nothing, and a review that is not being signed is not returned", async () => {
  const id = await shared();
  for (const role of ["deputy-manager", "care-worker"] as const)
    await expect(back(people.cast.actors[role], id)).rejects.toEqual(refusal("forbidden"));
  await expect(back(people.foreign, id)).rejects.toEqual(refusal("not-found"));
  await back(people.manager, id);
  await expect(back(people.elsewhere, id)).rejects.toEqual(refusal("forbidden"));
});

test("past the command the database moves a disruption only with its review, returned in one's own name", async () => {
  const id = await shared();
  const moved = (actor: Actor) =>
    changeAs(actor, "disruption.return-review", (tx) => tx.execute(sql`select guard.review_was_returned(${id}::uuid)`));
  for (const actor of [people.elsewhere, people.worker, people.foreign])
    await expect(moved(actor)).rejects.toMatchObject({ cause: { code: "23514" } });
  expect(await reread(people.quality, id)).toMatchObject({ state: "awaiting-approval" });
});
