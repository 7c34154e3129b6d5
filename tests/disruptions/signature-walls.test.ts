import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { signOffs } from "#db/schema/disruptions.ts";
import { organisations } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listSignOffs } from "#lib/disruptions/queries/review.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { handled, type People, peopleOf, reread, reviewed, sign } from "./support.ts";

const here = useWorld();
let people: People;
let shared: string;
let own: string;

beforeAll(async () => {
  people = peopleOf(await castOf(here()));
  const { a, b } = people.cast.services;
  shared = await handled(people, 4, [], { serviceIds: [a, b], by: people.quality });
  await reviewed(people, shared, 4, people.quality);
  own = await handled(people, 4);
  await reviewed(people, own, 4, people.cast.actors["deputy-manager"]);
});

type Row = Partial<typeof signOffs.$inferInsert>;
const undone = new Error("Seen, and taken back.");
/** Writes the row without the command and takes it back again: "taken", or the SQLSTATE of the refusal. */
async function written(actor: Actor, id: string, more: Row): Promise<string> {
  const { serviceIds, periodAt } = await reread(people.quality, id);
  const tried = changeAs(actor, "disruption.sign", async (tx) => {
    await tx.insert(signOffs).values({
      ...{ organisationId: actor.organisationId, id: randomUUID(), disruptionId: id, serviceIds, periodAt },
      ...{ round: 1, slot: "registered-manager", personId: actor.personId, role: actor.role, at: tx.now },
      ...more,
    });
    throw undone;
  });
  return tried.catch((error) => (error === undone ? "taken" : String(error.cause?.code ?? error)));
}

test("a manager signs for the services in their own charge, and of several for each by name", async () => {
  const { a, b } = people.cast.services;
  for (const [forServices, answer] of [
    [[a], "taken"],
    [[b], "23514"],
    [[a, b], "23514"],
    [[], "23514"],
  ] as const)
    expect([forServices, await written(people.manager, shared, { forServices: [...forServices] })]).toEqual([
      forServices,
      answer,
    ]);
  expect(await written(people.elsewhere, shared, { forServices: [b] })).toBe("taken");
  expect(await written(people.manager, own, { forServices: [] })).toBe("taken");
  expect(await written(people.manager, own, { forServices: [b] })).toBe("23514");
});

test("nobody signs in another's name, in a role they do not hold, or as if they were alone", async () => {
  const { a } = people.cast.services;
  const forServices = [a];
  expect(await written(people.manager, shared, { forServices, personId: people.elsewhere.personId })).toBe("23514");
  expect(await written(people.manager, shared, { slot: "nominated-individual", role: "nominated-individual" })).toBe(
    "23514",
  );
  expect(await written(people.manager, shared, { slot: "nominated-individual", alone: true })).toBe("23514");
  expect(await written(people.manager, shared, { forServices: [], alone: true })).toBe("23514");
});

test("whoever is alone signs for all of them, as the command writes it", async () => {
  const { quality } = people;
  await people.cast.door.changeAs(quality, "organisation.change", (tx) =>
    tx.update(organisations).set({ singlePerson: true }).where(eq(organisations.id, quality.organisationId)),
  );
  const { a, b } = people.cast.services;
  const id = await handled(people, 2, [], { serviceIds: [a, b], by: quality });
  await reviewed(people, id, 2, quality);
  await sign(quality, id);
  const given = await readAs(quality, (tx) => listSignOffs(tx, quality, id));
  expect(given.map((one) => [one.slot, one.forServices, one.alone])).toEqual([["registered-manager", [], true]]);
});
