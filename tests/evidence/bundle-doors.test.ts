import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { assembleBundle, prepareBundle } from "#lib/evidence/commands.ts";
import { listIssuedBundles } from "#lib/evidence/inspection/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const soon = new Date(Date.now() + 3_600_000);
const lead = () => cast.actors["quality-compliance-lead"];

beforeAll(async () => {
  cast = await castOf(here());
});

async function draft(): Promise<string> {
  const { id } = await prepareBundle(lead(), {
    ...{ purpose: "cqc-inspection", title: "For the inspection", recipient: "Care Quality Commission" },
    ...{ marking: "Public", bodyId: undefined, supersedesId: undefined, framework: "Single assessment framework" },
    ...{ periodFrom: "2026-05-01", periodTo: "2026-10-31", sections: ["systems", "risks"] },
    serviceIds: [cast.services.a],
  });
  return id;
}

async function issued(): Promise<string> {
  const id = await draft();
  const sum = "0".repeat(64);
  await here().owner.begin(async (inside) => {
    await inside`alter table bundles disable trigger user`;
    await inside`update bundles set state = 'issued', snapshot_at = clock_timestamp(), issued_at = clock_timestamp(), sha256 = ${sum},
      records_fingerprint = ${sum}, bytes = 1, issued_by = ${cast.actors["nominated-individual"].personId} where id = ${id}`;
    await inside`alter table bundles enable trigger user`;
  });
  return id;
}

test("an inspector's grant opens a bundle only where it holds the bundle's sections and its whole period", async () => {
  const id = await issued();
  const grant = randomUUID();
  const inspector: Outsider = {
    ...{ kind: "outside", grantKind: "inspector", role: "inspector", name: "Inspector", purpose: "Inspection" },
    ...{ organisationId: lead().organisationId, organisation: "First Care" },
    ...{ personId: grant, grantId: grant, accountId: randomUUID(), services: [cast.services.a] },
    ...{ sections: ["systems", "risks"], endsAt: soon, validUntil: soon },
    ...{ from: new Date("2026-04-30T23:00:00Z"), to: new Date("2026-10-31T23:59:00Z") },
  };
  const opens = async (more: Partial<Outsider>) => {
    const outsider: Outsider = { ...inspector, ...more };
    return (await readAs(outsider, (tx) => listIssuedBundles(tx, outsider))).map((one) => one.id);
  };
  expect(await opens({})).toEqual([id]);
  expect(await opens({ sections: ["systems"] })).toEqual([]);
  expect(await opens({ sections: [] })).toEqual([]);
  expect(await opens({ from: new Date("2026-05-02T00:00:00Z") })).toEqual([]);
  expect(await opens({ to: new Date("2026-10-30T12:00:00Z") })).toEqual([]);
  expect(await opens({ services: [cast.services.b] })).toEqual([]);
});

test("a job is queued by a person alone, for a bundle of their organisation that stands where the worker takes it up", async () => {
  const id = await draft();
  const ask = (bundle: string) => sql`select guard.enqueue('assemble-bundle', ${bundle}::uuid)`;
  await expect(here().app`select guard.enqueue('assemble-bundle', ${id}::uuid)`).rejects.toMatchObject({
    code: "HF001",
  });
  const refused = { cause: { code: "HF001" } };
  const foreign = cast.foreign.actors["quality-compliance-lead"];
  await expect(changeAs(lead(), "bundle.assemble", (tx) => tx.execute(ask(id)))).rejects.toMatchObject(refused);
  await expect(changeAs(lead(), "bundle.assemble", (tx) => tx.execute(ask(randomUUID())))).rejects.toMatchObject(
    refused,
  );
  await assembleBundle(lead(), { id, version: 1 });
  await expect(changeAs(foreign, "bundle.assemble", (tx) => tx.execute(ask(id)))).rejects.toMatchObject(refused);
  const jobs = await here().owner`select key from graphile_worker.jobs`;
  expect(jobs.map((job) => job.key)).toEqual([`assemble-bundle:${id}`]);
});
