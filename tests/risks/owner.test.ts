import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { changeRisk } from "#lib/risks/commands/record.ts";
import { owning } from "#lib/risks/policy.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { changed, plain, recorded } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

const noOwner = { name: "Refusal", kind: "conflict", field: "ownerId" };

test("a risk is owned by somebody whose role reviews or accepts it and who sees its services", async () => {
  const { a, b } = cast.services;
  const strangers = [
    cast.actors["org-admin"],
    cast.actors["board-member"],
    cast.actors["internal-auditor"],
    cast.actors["care-worker"],
    cast.otherServiceManager,
  ];
  for (const { personId } of strangers)
    await expect(recorded(lead, plain([a], { ownerId: personId }))).rejects.toMatchObject(noOwner);
  await expect(recorded(lead, plain([], { ownerId: manager.personId }))).rejects.toMatchObject(noOwner);
  for (const { personId } of [manager, lead, cast.actors["nominated-individual"]])
    await recorded(lead, plain([a, b], { ownerId: personId }));
  const offered = await readAs(lead, (tx) => listAbleChoices(tx, lead, undefined, owning));
  const ids = offered.map(({ value }) => value);
  for (const { personId } of strangers.slice(0, 4)) expect(ids).not.toContain(personId);
  for (const { personId } of [manager, cast.otherServiceManager, lead]) expect(ids).toContain(personId);
});

test("who owns it already keeps it, and hands it on only to somebody who can", async () => {
  const risk = await recorded(lead, plain([cast.services.a], { ownerId: manager.personId }));
  await here().owner.begin(async (sql) => {
    await sql`alter table risks disable trigger user`;
    await sql`update risks set owner_id = ${cast.actors["org-admin"].personId} where id = ${risk.id}`;
    await sql`alter table risks enable trigger user`;
  });
  const kept = changed(risk, { ownerId: cast.actors["org-admin"].personId });
  await changeRisk(lead, { ...kept, title: "Another name" });
  const next = { ...kept, version: risk.version + 1 };
  await expect(changeRisk(lead, { ...next, serviceIds: [cast.services.b] })).rejects.toMatchObject(noOwner);
  await expect(changeRisk(lead, { ...next, ownerId: cast.actors["board-member"].personId })).rejects.toMatchObject(
    noOwner,
  );
  await changeRisk(lead, { ...next, ownerId: manager.personId });
});
