import { beforeAll, expect, test } from "vitest";
import { changeAs, ownId, readAs, type Tx } from "#db/client.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { linkRecords, moveRecord } from "#lib/records/commands.ts";
import { correctHeld } from "#lib/resilience-tests/commands/held.ts";
import { holdTest } from "#lib/resilience-tests/commands/hold.ts";
import { planTest } from "#lib/resilience-tests/commands/plan.ts";
import { plannedRetests } from "#lib/resilience-tests/queries/record.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, hoursAgo, plan, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
});

const impossible = { code: "23514" };
const refused = (words: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind: "conflict", message: expect.stringMatching(words) });
const plainly = (run: (tx: Tx) => Promise<void>) => changeAs(lead, "test.change", run);

async function failedTest(ago = 3) {
  const id = await heldTest(cast, lead, { hoursAgo: ago });
  await score(lead, id, ["met", "not-met"]);
  return id;
}

/** A retest as it could be planned before the rule: of another house. */
async function plannedElsewhere(failed: string) {
  const { id, reference } = await planTest(lead, plan(cast, { serviceIds: [cast.services.b], title: "Elsewhere" }));
  await here().owner.begin(async (sql) => {
    await sql`alter table record_links disable trigger user`;
    await sql`insert into record_links (organisation_id, id, from_id, to_id, kind, service_ids, created_at)
      values (${lead.organisationId}, gen_random_uuid(), ${id}, ${failed}, 'retests', ${[cast.services.b]}, now())`;
    await sql`alter table record_links enable trigger user`;
  });
  return { id, reference };
}

const held = (from: number) => ({
  ...{ heldFrom: hoursAgo(from), heldTo: hoursAgo(from - 1) },
  ...{ boardPresent: false, measuredMinutes: undefined, wentOn: false },
});
const asRetest = async (id: string) => ({ id, version: (await testOf(lead, id)).version });

test("a retest is linked to a held test of the same services, whoever asks", async () => {
  const failed = await failedTest();
  const linked = (fromId: string, toId: string) =>
    plainly((tx) => linkRecords(tx, lead, { fromId, toId, kind: "retests" }));
  const elsewhere = await planTest(lead, plan(cast, { serviceIds: [cast.services.b] }));
  await expect(linked(elsewhere.id, failed)).rejects.toMatchObject(impossible);
  const wide = await planTest(lead, plan(cast, { serviceIds: [] }));
  await expect(linked(wide.id, failed)).rejects.toMatchObject(impossible);
  const same = await planTest(lead, plan(cast));
  await expect(linked(same.id, elsewhere.id)).rejects.toMatchObject(impossible);
  await linked(same.id, failed);
  const earlier = await heldTest(cast, lead, { hoursAgo: 9 });
  await expect(linked(earlier, failed)).rejects.toMatchObject(impossible);
});

test("a retest stays in the services of what it answers, past the command too", async () => {
  const { a, b } = cast.services;
  const { id } = await planTest(lead, plan(cast, { retestOf: await failedTest() }));
  await expect(plainly((tx) => moveRecord(tx, lead, id, [b]))).rejects.toMatchObject(impossible);
  await plainly((tx) => moveRecord(tx, lead, id, [a, b]));
});

test("a retest is held after the test it answers, by the command and past it", async () => {
  const failed = await failedTest();
  const { id, reference } = await planTest(lead, plan(cast, { retestOf: failed }));
  await expect(holdTest(lead, { ...(await asRetest(id)), ...held(5) })).rejects.toEqual(
    refused(/TEST-.* was held on .*, and this is its retest: it is held after it/),
  );
  const forced = (from: number, of: string) =>
    plainly(async (tx) => {
      const times = { heldFrom: hoursAgo(from), heldTo: hoursAgo(from - 1) };
      await tx
        .update(resilienceTests)
        .set({ ...times, state: "completed" })
        .where(ownId(resilienceTests, lead, of));
    });
  await expect(forced(5, id)).rejects.toMatchObject(impossible);
  await holdTest(lead, { ...(await asRetest(id)), ...held(2) });
  await expect(forced(1.5, failed)).rejects.toMatchObject(impossible);
  const later = { heldFrom: hoursAgo(1.5), heldTo: hoursAgo(1), reason: "Mistyped" };
  await expect(correctHeld(lead, { ...(await asRetest(failed)), ...later })).rejects.toEqual(
    refused(new RegExp(`${reference} was held on .*, and it is the retest of this test`)),
  );
});

test("one that was planned at another house before the rule blocks no true one, and can still be held or put right", async () => {
  const failed = await failedTest();
  const { a, b, c } = cast.services;
  const elsewhere = await plannedElsewhere(failed);
  const known = () => readAs(lead, (tx) => plannedRetests(tx, lead, [failed]));
  expect(await known()).toEqual(new Map());
  const { reference } = await planTest(lead, plan(cast, { retestOf: failed }));
  expect(await known()).toEqual(new Map([[failed, reference]]));
  await expect(plainly((tx) => moveRecord(tx, lead, elsewhere.id, [c]))).rejects.toMatchObject(impossible);
  await holdTest(lead, { ...(await asRetest(elsewhere.id)), ...held(2) });
  const other = await plannedElsewhere(await failedTest());
  await plainly((tx) => moveRecord(tx, lead, other.id, [a, b]));
});
