import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatTime } from "#lib/dates.ts";
import { correctHeld } from "#lib/resilience-tests/commands/held.ts";
import { addEvent } from "#lib/resilience-tests/commands/hold.ts";
import { approveTest, reportTest } from "#lib/resilience-tests/commands/report.ts";
import type { CorrectHeld } from "#lib/resilience-tests/inputs.ts";
import { listEvents } from "#lib/resilience-tests/queries/record.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, hoursAgo, objectivesOf, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const week = 7 * 24;

async function putRight(id: string, change: Partial<CorrectHeld> = {}): Promise<CorrectHeld> {
  const { heldFrom, heldTo, version } = await testOf(manager, id);
  if (!heldFrom || !heldTo) throw new Error("The test was not held.");
  const back = (at: Date) => new Date(at.getTime() - week * 3_600_000);
  return { id, version, heldFrom: back(heldFrom), heldTo: back(heldTo), reason: "The week was mistyped", ...change };
}

test("a day recorded wrongly is put right with a reason, what happened goes with it, and its past stays", async () => {
  const id = await heldTest(cast, manager);
  const { heldFrom: was } = await testOf(manager, id);
  const during = new Date((was?.getTime() ?? 0) + 20 * 60_000);
  await addEvent(manager, { id, time: formatTime(during), kind: "card", says: "The screens went dark" });
  await score(lead, id, ["met", "not-met"]);
  const input = await putRight(id);
  await correctHeld(manager, input);
  expect(await testOf(manager, id)).toMatchObject({
    heldFrom: input.heldFrom,
    heldTo: input.heldTo,
    heldReason: "The week was mistyped",
    state: "completed",
  });
  expect((await readAs(manager, (tx) => listEvents(tx, manager, id))).map(({ at }) => formatTime(at))).toEqual([
    formatTime(during),
  ]);
  const [row] = await here()
    .owner`select r.stands_from, e.at, e.held_at, (select count(*) from resilience_tests_versions v
      where v.id = r.id and v.held_from = ${was ?? null})::int as before
    from records r join test_events e on e.record_id = r.id where r.id = ${id}`;
  expect(row?.stands_from).toEqual(input.heldFrom);
  expect(row?.held_at).toEqual(input.heldFrom);
  expect(row?.at >= input.heldFrom && row?.at <= input.heldTo).toBe(true);
  expect(row?.before).toBeGreaterThan(0);
  const verbs = await here().owner`select distinct verb from trail_entries where record_id = ${id}`;
  expect(verbs.map(({ verb }) => verb)).toContain("test.correct-held");
});

test("only who recorded it or evaluates it puts it right, from a fresh form and with what can be", async () => {
  const id = await heldTest(cast, manager);
  const input = await putRight(id);
  for (const other of [cast.actors["deputy-manager"], cast.actors["digital-lead"], cast.actors["nominated-individual"]])
    await expect(correctHeld(other, input)).rejects.toEqual(refused("forbidden"));
  await expect(correctHeld(cast.otherServiceManager, input)).rejects.toEqual(refused("not-found"));
  const { heldFrom, heldTo } = await testOf(manager, id);
  const same = { ...input, heldFrom: heldFrom ?? hoursAgo(1), heldTo: heldTo ?? hoursAgo(1) };
  await expect(correctHeld(manager, same)).rejects.toEqual(refused("conflict", /That is when the record says/));
  await expect(correctHeld(manager, { ...input, heldTo: hoursAgo(-1) })).rejects.toEqual(
    refused("conflict", /still to come/),
  );
  const ago = (years: number) => new Date(Date.UTC(new Date().getUTCFullYear() - years, 10, 22, 18));
  await expect(
    correctHeld(manager, { ...input, heldFrom: ago(100), heldTo: new Date(ago(100).getTime() + 3_600_000) }),
  ).rejects.toEqual(refused("conflict", /more than five years/));
  const short = { ...input, heldTo: new Date(input.heldFrom.getTime() + 30 * 60_000) };
  await expect(correctHeld(manager, short)).rejects.toEqual(refused("conflict", /The test lasted 30 min/));
  await correctHeld(lead, input);
  await expect(correctHeld(manager, { ...(await putRight(id)), version: input.version })).rejects.toEqual(
    refused("stale"),
  );
});

test("what happened stays inside the test, and what is known of it came afterwards", async () => {
  const id = await heldTest(cast, manager, { hoursAgo: 30 });
  const { heldFrom } = await testOf(manager, id);
  const early = new Date((heldFrom?.getTime() ?? 0) + 5 * 60_000);
  await addEvent(manager, { id, time: formatTime(early), kind: "problem", says: "No torch" });
  const input = await putRight(id);
  const later = { ...input, heldFrom: new Date(input.heldFrom.getTime() + 10 * 60_000) };
  await expect(correctHeld(manager, later)).rejects.toEqual(refused("conflict", /outside that/));
  await score(lead, id, ["met", "met"]);
  await here().owner.begin(async (sql) => {
    await sql`alter table test_objectives disable trigger user`;
    await sql`update test_objectives set scored_at = ${hoursAgo(20)} where record_id = ${id}`;
    await sql`alter table test_objectives enable trigger user`;
  });
  const after = { ...(await putRight(id)), heldFrom: hoursAgo(6), heldTo: hoursAgo(5) };
  await expect(correctHeld(manager, after)).rejects.toEqual(refused("conflict", /scored or reported on/));
  expect((await objectivesOf(manager, id)).map((one) => one.result)).toEqual(["met", "met"]);
});

test("it is put right while the report waits, and never after its approval, not even past the command", async () => {
  const id = await heldTest(cast, manager);
  await score(lead, id, ["met", "met"]);
  const { version } = await testOf(lead, id);
  await reportTest(lead, { id, version, answer: "Yes.", answerDetail: undefined });
  const seen = { id, version: (await testOf(manager, id)).version };
  await correctHeld(lead, await putRight(id));
  await expect(approveTest(manager, seen)).rejects.toEqual(refused("stale"));
  await approveTest(manager, { id, version: (await testOf(manager, id)).version });
  await expect(correctHeld(lead, await putRight(id))).rejects.toEqual(refused("forbidden"));
  const force = here().owner`update resilience_tests set held_from = held_from - interval '1 day' where id = ${id}`;
  await expect(force).rejects.toThrow();
});
