import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, objectivesOf, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

const refused = (kind: string, words: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, message: expect.stringMatching(words) });

test("is met against a target in minutes by a time that was measured, or with the words why none was", async () => {
  const id = await heldTest(cast, manager);
  const [timed, inWords] = await objectivesOf(manager, id);
  if (!timed || !inWords) throw new Error("The objectives are not there.");
  const empty = { actualMinutes: undefined, actualWords: undefined, note: undefined, ownerId: undefined };
  const met = { ...empty, id: timed.id, version: timed.version, result: "met" } as const;
  for (const note of [undefined, "-"])
    await expect(scoreObjective(lead, { ...met, note })).rejects.toEqual(
      expect.objectContaining({
        ...{ name: "Refusal", kind: "conflict", field: "actualMinutes" },
        message: expect.stringMatching(/The target is 10 min, so met takes the time that was measured/),
      }),
    );
  await scoreObjective(lead, { ...met, note: "Reached at once, and nobody had a watch" });
  await scoreObjective(lead, { ...met, version: timed.version + 1, actualMinutes: 0 });
  await scoreObjective(lead, { ...met, id: inWords.id, version: inWords.version });
  expect((await testOf(manager, id)).met).toBe(2);
});

test("judges a time that was written in words as one in minutes, and takes no two letters for a reason", async () => {
  const id = await heldTest(cast, manager);
  const [objective, inWords] = await objectivesOf(manager, id);
  if (!objective || !inWords) throw new Error("The objectives are not there.");
  const empty = { actualMinutes: undefined, actualWords: undefined, note: undefined, ownerId: undefined };
  const input = { ...empty, id: objective.id, version: objective.version };
  await expect(scoreObjective(lead, { ...input, result: "met", actualWords: "25 minutes" })).rejects.toEqual(
    refused("conflict", /25 min is over the target of 10 min/),
  );
  await expect(scoreObjective(lead, { ...input, result: "met", actualWords: "In good time" })).rejects.toEqual(
    refused("conflict", /Say it in minutes/),
  );
  const within = { ...input, result: "partly-met", actualWords: "six minutes" } as const;
  for (const note of [".", "..., -", "No", "1 2 3"])
    await expect(scoreObjective(lead, { ...within, note })).rejects.toEqual(refused("conflict", /within the target/));
  await scoreObjective(lead, { ...within, note: "Only the second number" });
  expect((await objectivesOf(manager, id))[0]).toMatchObject({ actualMinutes: 6, actualWords: null });
  const other = { ...empty, id: inWords.id, version: inWords.version, result: "met" } as const;
  await scoreObjective(lead, { ...other, actualWords: "7 of 7" });
  expect((await objectivesOf(manager, id))[1]).toMatchObject({ actualMinutes: null, actualWords: "7 of 7" });
});
