import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import { changeBundle, prepareBundle } from "#lib/evidence/commands.ts";
import type { PrepareBundle } from "#lib/evidence/inputs.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const [eastmere, westmere] = [randomUUID(), randomUUID()];
const lead = () => cast.actors["quality-compliance-lead"];

beforeAll(async () => {
  cast = await castOf(here());
  const { organisationId } = lead();
  await changeAs(cast.actors["org-admin"], "organisation.set-up", async (tx) => {
    for (const [bodyId, name] of [
      [eastmere, "Eastmere"],
      [westmere, "Westmere"],
    ] as const) {
      await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name, kind: "council" });
      for (const serviceId of Object.values(cast.services))
        await tx.insert(commissioningLinks).values({ organisationId, id: randomUUID(), bodyId, serviceId });
    }
  });
});

const order = (more: Partial<PrepareBundle> = {}): PrepareBundle => ({
  purpose: "commissioner",
  title: "Digital resilience assurance",
  recipient: "Quality team",
  marking: "Commercial in confidence",
  bodyId: eastmere,
  supersedesId: undefined,
  periodFrom: "2026-08-01",
  periodTo: "2026-11-24",
  framework: "Single assessment framework",
  sections: ["systems"],
  serviceIds: [cast.services.a, cast.services.b],
  ...more,
});

/** A bundle for Eastmere that tells services A and B, as it stands once it has been issued. */
async function issued(): Promise<string> {
  const { id } = await prepareBundle(lead(), order());
  const sum = "0".repeat(64);
  await here().owner.begin(async (sql) => {
    await sql`alter table bundles disable trigger user`;
    await sql`update bundles set state = 'issued', snapshot_at = clock_timestamp(), issued_at = clock_timestamp(), sha256 = ${sum},
      records_fingerprint = ${sum}, bytes = 1, issued_by = ${cast.actors["nominated-individual"].personId} where id = ${id}`;
    await sql`alter table bundles enable trigger user`;
  });
  return id;
}

test("a bundle is superseded only by one of the same purpose, to the same commissioner, that tells at least its services", async () => {
  const supersedesId = await issued();
  const { a, b, c } = cast.services;
  const refused = (more: Partial<PrepareBundle>) =>
    expect(prepareBundle(lead(), order({ supersedesId, ...more }))).rejects;
  await refused({ purpose: "board", bodyId: undefined }).toMatchObject({ kind: "conflict", field: "purpose" });
  await refused({ bodyId: westmere }).toMatchObject({ kind: "conflict", field: "bodyId" });
  await refused({ serviceIds: [a, c] }).toMatchObject({
    kind: "conflict",
    field: "serviceIds",
    message: expect.stringContaining("Service B"),
  });
  const whole = await prepareBundle(lead(), order({ supersedesId, serviceIds: [a, b, c], sections: ["risks"] }));
  const row = await readAs(lead(), (tx) => findBundle(tx, lead(), whole.id));
  expect(row).toMatchObject({ supersedesId, issue: 2 });
});

test("a draft that supersedes a bundle is not changed into one for somebody else", async () => {
  const supersedesId = await issued();
  const { id } = await prepareBundle(lead(), order({ supersedesId }));
  const changed = (more: Partial<PrepareBundle>) => {
    const { supersedesId: _kept, ...rest } = order(more);
    return changeBundle(lead(), { ...rest, id, version: 1 });
  };
  await expect(changed({ bodyId: westmere })).rejects.toMatchObject({ kind: "conflict", field: "bodyId" });
  await expect(changed({ serviceIds: [cast.services.a] })).rejects.toMatchObject({ field: "serviceIds" });
  await expect(changed({ title: "Digital resilience assurance, again" })).resolves.toEqual({ id });
});
