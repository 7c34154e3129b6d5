import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { commissionerBodies } from "#db/schema/organisation.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import type { Story } from "#db/seed/story.ts";
import { changeBundle, discardBundle, issueBundle, prepareBundle } from "#lib/evidence/commands.ts";
import { listIssuers } from "#lib/evidence/queries/issuers.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let story: Story;
const bodies = new Map<string, string>();
const lead = () => story.people.qualityLead;

beforeAll(async () => {
  const door = ownerDoor(here().ownerUrl);
  story = await seedFennmoor(door, new Date(), "not a hash");
  await door.end();
  for (const row of await readAs(lead(), (tx) => tx.select().from(commissionerBodies))) bodies.set(row.name, row.id);
});

const input = (body: string, more = {}) => ({
  purpose: "commissioner" as const,
  title: "Digital resilience assurance",
  recipient: "Adult social care quality team",
  marking: "Commercial in confidence" as const,
  bodyId: bodies.get(body),
  supersedesId: undefined,
  periodFrom: "2026-08-01",
  periodTo: "2026-11-24",
  framework: "Single assessment framework, as held 22 November 2026; a new framework is in draft",
  sections: ["systems" as const],
  serviceIds: [story.services.saltmarsh],
  ...more,
});
const eastmere = "Eastmere County Council";
const westmere = "Westmere City Council";

async function now(id: string) {
  const bundle = await readAs(lead(), (tx) => findBundle(tx, lead(), id));
  if (!bundle) throw new Error("The bundle is not there.");
  return bundle;
}

/** As the worker leaves it, without its files. */
const setState = (id: string, state: string) =>
  changeAs(lead(), "bundle.assembled", (tx) =>
    tx.execute(sql`update bundles set state = ${state}, version = version + 1
      where organisation_id = ${lead().organisationId} and id = ${id}`),
  );

test("a bundle is not prepared for a council that does not commission every service of it", async () => {
  await expect(prepareBundle(lead(), input(westmere))).rejects.toMatchObject({
    field: "bodyId",
    message: "Westmere City Council does not commission Saltmarsh House today, so this bundle cannot go to it.",
  });
  const both = { serviceIds: [story.services.saltmarsh, story.services.millrace] };
  await expect(prepareBundle(lead(), input(eastmere, both))).rejects.toMatchObject({ field: "bodyId" });
  await expect(prepareBundle(lead(), input("Nobody", { bodyId: crypto.randomUUID() }))).rejects.toMatchObject({
    field: "bodyId",
  });
});

test("nor is it issued once the council has stopped commissioning a service of it", async () => {
  const { id } = await prepareBundle(lead(), input(eastmere));
  await setState(id, "ready");
  const commissioned = (endsOn: string | null) =>
    changeAs(lead(), "commissioning.change", (tx) =>
      tx.execute(sql`update commissioning_links set starts_on = null, ends_on = ${endsOn}::date
        where organisation_id = ${lead().organisationId} and body_id = ${bodies.get(eastmere)} and service_id = ${story.services.saltmarsh}`),
    );
  await commissioned("2020-01-01");
  const { nominatedIndividual } = story.people;
  const attempt = issueBundle(nominatedIndividual, { id, version: (await now(id)).version });
  await expect(attempt).rejects.toThrow("does not commission Saltmarsh House");
  expect((await now(id)).state).toBe("ready");
  await commissioned(null);
});

test("a draft is changed, one that was assembled goes back to a draft, and who changed it now prepared it", async () => {
  const { id } = await prepareBundle(lead(), input(eastmere));
  await setState(id, "ready");
  const before = await now(id);
  const { supersedesId: _none, ...order } = input(eastmere, {
    title: "Another title",
    serviceIds: [story.services.weirLane],
  });
  await expect(changeBundle(lead(), { ...order, id, version: before.version - 1 })).rejects.toMatchObject({
    kind: "stale",
  });
  await changeBundle(lead(), { ...order, id, version: before.version });
  expect(await now(id)).toMatchObject({
    state: "draft",
    title: "Another title",
    serviceIds: [story.services.weirLane],
    preparedRole: "Quality lead",
    reference: before.reference,
  });
  await expect(changeBundle(story.people.careWorker, { ...order, id, version: 3 })).rejects.toThrow();
  const { version } = await now(id);
  await expect(changeBundle(lead(), { ...order, bodyId: bodies.get(westmere), id, version })).rejects.toMatchObject({
    field: "bodyId",
  });
});

test("a draft is discarded for good: its reference stays used, with who, when and why", async () => {
  const first = await prepareBundle(lead(), input(eastmere));
  const { version } = await now(first.id);
  await expect(discardBundle(story.people.careWorker, { id: first.id, version, reason: "Not mine" })).rejects.toThrow();
  await discardBundle(lead(), { id: first.id, version, reason: "Prepared twice" });
  expect(await now(first.id)).toMatchObject({
    state: "discarded",
    endedReason: "Prepared twice",
    endedBy: lead().personId,
  });
  await expect(setState(first.id, "draft")).rejects.toMatchObject({ cause: { code: "23514" } });
  const next = await prepareBundle(lead(), input(eastmere));
  expect(next.reference).not.toBe(first.reference);
  const [entry] = await here().owner`select count(*)::int as rows from trail_entries
    where record_id = ${first.id} and verb = 'bundle.discard'`;
  expect(entry?.rows).toBeGreaterThan(0);
});

test("the role in which somebody prepared a bundle is kept, whatever else they are; and who may issue it is named", async () => {
  const { id } = await prepareBundle(lead(), input(eastmere));
  expect((await now(id)).preparedRole).toBe("Quality lead");
  const issuers = await readAs(lead(), (tx) => listIssuers(tx, lead(), lead().personId));
  expect(issuers).toContainEqual({ name: "Nominated individual", role: "Director of operations" });
  expect(issuers.map((one) => one.name)).not.toContain("Quality lead");
});
