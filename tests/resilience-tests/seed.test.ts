import { expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import { seedTests } from "#db/seed/fennmoor/resilience-tests.ts";
import { seedSystems } from "#db/seed/fennmoor/systems.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listEvents, listMeasured, listObjectives, listParticipants } from "#lib/resilience-tests/queries/record.ts";
import { listTests } from "#lib/resilience-tests/queries/register.ts";
import { lastTestPerService, listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import { coverageOf, resultSaid } from "#lib/resilience-tests/resilience-test.ts";
import { useWorld } from "#tests/support/world.ts";
import { testOf } from "./support.ts";

const here = useWorld();

test("Fennmoor's year of tests: Millrace House partly met, Homecare South never tested", async () => {
  const door = ownerDoor(here().ownerUrl);
  here().atEnd(() => door.end());
  const story = await seedFennmoor(door, new Date("2026-11-24T09:12:37Z"), "no password");
  const systems = await seedSystems(story);
  await seedTests(story, { systems, risks: {} });
  const lead = story.people.qualityLead;
  const all = await readAs(lead, (tx) => listTests(tx, lead, TestQuery.parse({}), 100));
  const since = all.rows.filter((one) => one.heldFrom && one.heldFrom >= new Date("2026-10-29T00:00:00Z"));
  expect(since.map((one) => [one.reference, resultSaid(one).word])).toEqual([
    ["TEST-2026-031", "Partly met: 5 of 7"],
    ["TEST-2026-032", "Met: 2 of 2"],
    ["TEST-2026-029", "Met: 1 of 1"],
  ]);
  const id = since[0]?.id ?? "";
  const evening = await testOf(lead, id);
  expect(evening).toMatchObject({
    state: "approved",
    measuredMinutes: 14,
    targetMinutes: 240,
    title: "Evening internet loss exercise",
  });
  expect(evening.heldFrom?.toISOString()).toBe("2026-11-18T19:30:00.000Z");
  const { objectives, groups, events, measured } = await readAs(lead, async (tx) => ({
    objectives: await listObjectives(tx, lead, id),
    groups: await listParticipants(tx, lead, id),
    events: await listEvents(tx, lead, id),
    measured: await listMeasured(tx, lead, evening, ["on-call-reached"]),
  }));
  expect(objectives.map((one) => one.result)).toEqual(["met", "not-met", "met", "met", "met", "not-met", "met"]);
  expect(groups.map(coverageOf)).toEqual(["covered", "covered", "not-covered", "not-tested"]);
  expect(events.map((one) => one.at.toISOString().slice(11, 16))).toEqual([
    "19:30",
    "19:33",
    "19:36",
    "19:41",
    "19:44",
    "20:05",
    "20:35",
    "20:40",
  ]);
  expect(measured.map((one) => one.minutes)).toEqual([14, 9, 11, 6]);
  const { last, untested } = await readAs(lead, async (tx) => ({
    last: await lastTestPerService(tx, lead),
    untested: await listServicesWithoutTest(tx, lead),
  }));
  expect(last).toHaveLength(5);
  expect(last.filter((one) => one.measured)).toHaveLength(5);
  expect(untested).toMatchObject([{ name: "Homecare South", last: undefined }]);
});
