import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addProvider, changeProvider } from "#lib/organisation/commands/providers.ts";
import { addService, changeService } from "#lib/organisation/commands/services.ts";
import { addSite } from "#lib/organisation/commands/sites.ts";
import { AddProvider, AddService, AddSite, ChangeService } from "#lib/organisation/inputs.ts";
import { listServicesSince } from "#lib/organisation/queries/since.ts";
import { useWorld } from "#tests/support/world.ts";
import { type Here, openHere } from "./cast.ts";

const here = useWorld();
let own: Here;
let admin: Actor;
let then: Date;
let changed: string;
let added: string;

beforeAll(async () => {
  own = await openHere(here(), "Larkfield Care");
  admin = own.as("org-admin");
  const service = (name: string) => AddService.parse({ name, types: ["care-home"] });
  changed = (await addService(admin, service("Heron Court"))).id;
  const provider = await addProvider(admin, AddProvider.parse({ name: "Larkfield Ltd" }));
  await wait(20);
  then = new Date();
  await wait(20);
  await changeService(admin, ChangeService.parse({ ...service("Heron House"), id: changed, version: "1" }));
  added = (await addService(admin, service("Plover Lodge"))).id;
  await addSite(admin, AddSite.parse({ serviceId: own.first, name: "Annexe", kind: "house" }));
  await changeProvider(admin, { id: provider.id, version: 1, name: "Larkfield Care Ltd", cqcProviderId: undefined });
});

const since = (actor: Actor, at = then) => readAs(actor, (tx) => listServicesSince(tx, actor), at);

test("the services register says which services, sites and providers changed since, and what was done", async () => {
  const { total, rows } = await since(own.as("internal-auditor"));
  expect(total).toBe(4);
  expect(rows.map(({ reference, title, added, acts }) => [reference, title, added, acts])).toEqual([
    ["Legal provider", "Larkfield Care Ltd", false, ["Changed a legal provider"]],
    ["", "Larkfield House", false, ["Added a site"]],
    ["", "Plover Lodge", true, ["Added a service"]],
    ["", "Heron House", false, ["Changed a service"]],
  ]);
  expect(rows.at(-1)?.href).toBe(`/organisation/services/${changed}`);
  expect(rows.at(-2)?.href).toBe(`/organisation/services/${added}`);
});

test("nothing is said where nothing changed, and nothing beyond the reader's services", async () => {
  expect(await since(admin, new Date(Date.now() - 1))).toMatchObject({ total: 0, rows: [] });
  const manager = own.as("registered-manager", [own.first]);
  const { rows } = await since(manager);
  expect(rows.map(({ title, acts }) => [title, acts])).toEqual([
    ["Larkfield Care Ltd", []],
    ["Larkfield House", []],
  ]);
});
