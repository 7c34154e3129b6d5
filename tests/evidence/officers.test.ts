import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { grantCommissioner } from "#lib/access/commands/grants.ts";
import { acknowledgeBundle } from "#lib/access/outside.ts";
import { prepareBundle } from "#lib/evidence/commands.ts";
import { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import { listAcknowledgements } from "#lib/evidence/queries/register.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const bodyId = randomUUID();
const soon = () => new Date(Date.now() + 3 * 86_400_000);
const lead = () => cast.actors["quality-compliance-lead"];

beforeAll(async () => {
  cast = await castOf(here());
  const { organisationId } = cast.actors["org-admin"];
  await changeAs(cast.actors["org-admin"], "organisation.set-up", async (tx) => {
    await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name: "Eastmere", kind: "council" });
    for (const serviceId of [cast.services.a, cast.services.b])
      await tx.insert(commissioningLinks).values({ organisationId, id: randomUUID(), bodyId, serviceId });
  });
});

/** A bundle of these services as it stands once it has been issued to the body. */
async function issued(serviceIds: string[]): Promise<string> {
  const { id } = await prepareBundle(lead(), {
    purpose: "commissioner",
    title: "Digital resilience assurance",
    recipient: "Quality team",
    marking: "Commercial in confidence",
    bodyId,
    supersedesId: undefined,
    periodFrom: "2026-08-01",
    periodTo: "2026-11-24",
    framework: "Single assessment framework",
    sections: ["systems"],
    serviceIds,
  });
  const sum = "0".repeat(64);
  await here().owner.begin(async (sql) => {
    await sql`alter table bundles disable trigger user`;
    await sql`update bundles set state = 'issued', snapshot_at = clock_timestamp(), issued_at = clock_timestamp(), sha256 = ${sum},
      records_fingerprint = ${sum}, bytes = 1, issued_by = ${cast.actors["nominated-individual"].personId} where id = ${id}`;
    await sql`alter table bundles enable trigger user`;
  });
  return id;
}

async function officerOf(serviceIds: string[]): Promise<Outsider> {
  const { organisationId } = lead();
  const { id } = await grantCommissioner(lead(), {
    name: "Contract officer",
    email: `${randomUUID()}@eastmere.example`,
    purpose: "Contract monitoring",
    bodyId,
    serviceIds,
    periodFrom: new Date(Date.now() - 86_400_000),
    periodTo: soon(),
    startsOn: undefined,
    endsOn: soon(),
  });
  return {
    ...{ kind: "outside", grantKind: "commissioner", role: "commissioner", name: "Contract officer" },
    ...{ organisationId, organisation: "First Care", personId: id, grantId: id, accountId: randomUUID(), bodyId },
    ...{ purpose: "Contract monitoring", services: serviceIds, sections: [], endsAt: soon(), validUntil: soon() },
  } as Outsider;
}
const sees = (officer: Outsider) =>
  readAs(officer, async (tx) => (await listIssuedBundles(tx, officer)).map((one) => one.id));
const told = (id: string) => readAs(lead(), (tx) => listAcknowledgements(tx, lead(), id));

test("an officer's access opens a bundle of their body only where it holds every service that the bundle tells", async () => {
  const { a, b } = cast.services;
  const [one, both] = [await issued([a]), await issued([a, b])];
  expect(await sees(await officerOf([a]))).toEqual([one]);
  expect((await sees(await officerOf([a, b]))).sort()).toEqual([one, both].sort());
});

test("nobody acknowledges a bundle that their access does not open, or once it was ended, and who did is told by name", async () => {
  const { a, b } = cast.services;
  const both = await issued([a, b]);
  await expect(acknowledgeBundle(await officerOf([a]), both)).rejects.toMatchObject({ kind: "not-found" });
  expect(await told(both)).toEqual([]);
  const whole = await officerOf([a, b]);
  const sql = here().owner;
  await sql.begin(async (inside) => {
    await inside`alter table outside_grants disable trigger user`;
    await inside`update outside_grants set ended_at = clock_timestamp(), ended_reason = 'Over' where id = ${whole.grantId}`;
    await inside`alter table outside_grants enable trigger user`;
  });
  await expect(acknowledgeBundle(whole, both)).rejects.toMatchObject({ cause: { code: "HF002" } });
  expect(await told(both)).toEqual([]);
  await acknowledgeBundle(await officerOf([a, b]), both);
  expect(await told(both)).toEqual([{ at: expect.any(Date), name: "Contract officer" }]);
});
