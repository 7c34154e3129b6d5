import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import { membershipServices, memberships, people } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addBody, changeBody, changeCommission, commission } from "#lib/organisation/commands/commissioners.ts";
import { addProvider, changeProvider } from "#lib/organisation/commands/providers.ts";
import { addService, changeService, closeService, reopenService } from "#lib/organisation/commands/services.ts";
import { addSite, changeSite, closeSite, reopenSite } from "#lib/organisation/commands/sites.ts";
import {
  AddBody,
  AddProvider,
  AddService,
  AddSite,
  ChangeCommission,
  ChangeService,
  Commission,
  ServiceQuery,
} from "#lib/organisation/inputs.ts";
import { listBodies, listCommissioning } from "#lib/organisation/queries/commissioners.ts";
import { findService, listPosts, listProviders, listServices, listSites } from "#lib/organisation/queries/services.ts";
import { useWorld } from "#tests/support/world.ts";
import { endOf, type Here, openHere } from "./cast.ts";

const here = useWorld();
let own: Here;
let other: Here;
let admin: Actor;
let manager: Actor;

beforeAll(async () => {
  own = await openHere(here(), "Larkfield Care");
  other = await openHere(here(), "Brackenhill Homes");
  admin = own.as("org-admin");
  manager = own.as("registered-manager", [own.first]);
});

const service = (more: Record<string, unknown> = {}) =>
  AddService.parse({ name: "Heron Court", types: ["care-home"], ...more });
const lastVerb = async () =>
  (await here().owner`select verb from trail_entries order by at desc, number desc limit 1`)[0]?.verb;
const find = (id: string, actor = admin) => readAs(actor, (tx) => findService(tx, actor, id));

test("an administrator adds a service, and the trail says so", async () => {
  const { id } = await addService(admin, service({ postcode: "m415bv", beds: "32", cqcLocationId: "1-9100000555" }));
  expect(await lastVerb()).toBe("service.add");
  expect(await find(id)).toMatchObject({ name: "Heron Court", postcode: "M41 5BV", beds: 32, version: 1 });
});

test("nobody else adds or changes anything of the organisation", async () => {
  for (const role of ["registered-manager", "digital-lead", "quality-compliance-lead", "internal-auditor"] as const) {
    const actor = own.as(role);
    expect(await endOf(addService(actor, service())), role).toBe("forbidden");
    expect(await endOf(addProvider(actor, AddProvider.parse({ name: "X Ltd" }))), role).toBe("forbidden");
    expect(await endOf(addBody(actor, AddBody.parse({ name: "X Council", kind: "council" }))), role).toBe("forbidden");
    const site = AddSite.parse({ serviceId: own.first, name: "Annexe", kind: "house" });
    expect(await endOf(addSite(actor, site)), role).toBe("forbidden");
    expect(await endOf(closeService(actor, { id: own.first, version: 1, closedOn: "2026-11-01" }))).toBe("forbidden");
  }
});

test("another organisation's service, site, provider and commissioner do not exist here", async () => {
  const theirs = other.as("org-admin");
  const provider = await addProvider(theirs, AddProvider.parse({ name: "Brackenhill Limited" }));
  const body = await addBody(theirs, AddBody.parse({ name: "Their Council", kind: "council" }));
  const site = await addSite(theirs, AddSite.parse({ serviceId: other.first, name: "Office", kind: "office" }));
  expect(await endOf(changeService(admin, ChangeService.parse({ ...service(), id: other.first, version: "1" })))).toBe(
    "not-found",
  );
  expect(await endOf(addService(admin, service({ legalProviderId: provider.id })))).toBe("not-found");
  expect(
    await endOf(changeProvider(admin, { id: provider.id, version: 1, name: "Ours", cqcProviderId: undefined })),
  ).toBe("not-found");
  expect(await endOf(changeBody(admin, { id: body.id, version: 1, name: "Ours", kind: "council" }))).toBe("not-found");
  expect(await endOf(changeSite(admin, { id: site.id, version: 1, name: "Ours", kind: "office" }))).toBe("not-found");
  expect(await endOf(commission(admin, Commission.parse({ bodyId: body.id, serviceId: own.first })))).toBe("not-found");
  expect(await find(other.first)).toBeUndefined();
});

test("a manager of one service reads that service and its contracts, and no other", async () => {
  const body = await addBody(admin, AddBody.parse({ name: "Eastmere County Council", kind: "council" }));
  for (const serviceId of [own.first, own.second])
    await commission(admin, Commission.parse({ bodyId: body.id, serviceId, contractReference: "Clause 14.2" }));
  expect(await find(own.second, manager)).toBeUndefined();
  const query = ServiceQuery.parse({});
  const mine = await readAs(manager, (tx) => listServices(tx, manager, query));
  expect(mine.rows.map((row) => row.id)).toEqual([own.first]);
  expect(mine.total).toBe(1);
  const contracts = await readAs(manager, (tx) => listCommissioning(tx, manager, { bodyId: body.id }));
  expect(contracts.map((row) => row.serviceId)).toEqual([own.first]);
  const [counted] = await readAs(manager, (tx) => listBodies(tx, manager));
  expect(counted?.services).toBe(1);
});

test("an edit of a service that someone changed meanwhile is refused with what it says now", async () => {
  const { id } = await addService(admin, service());
  await changeService(admin, ChangeService.parse({ ...service({ name: "Heron House" }), id, version: "1" }));
  const late = changeService(admin, ChangeService.parse({ ...service({ name: "Heron Hall" }), id, version: "1" }));
  await expect(late).rejects.toMatchObject({ kind: "stale", current: { name: "Heron House", version: "2" } });
  expect((await find(id))?.name).toBe("Heron House");
});

test("two services never have the same CQC location id, and the message names the other", async () => {
  await addService(admin, service({ name: "Plover Lodge", cqcLocationId: "1-9100000777" }));
  await expect(addService(admin, service({ cqcLocationId: "1-9100000777" }))).rejects.toMatchObject({
    kind: "conflict",
    field: "cqcLocationId",
    message: "Plover Lodge has this CQC location id already.",
  });
});

test("a service closes on a date, leaves the open view, and reopens", async () => {
  const { id } = await addService(admin, service({ name: "Curlew Cottage" }));
  await closeService(admin, { id, version: 1, closedOn: "2026-01-31" });
  expect(await lastVerb()).toBe("service.close");
  const listed = async (view: string) => {
    const query = ServiceQuery.parse({ view, words: "Curlew" });
    return (await readAs(admin, (tx) => listServices(tx, admin, query))).total;
  };
  expect([await listed("open"), await listed("closed")]).toEqual([0, 1]);
  expect(await endOf(closeService(admin, { id, version: 2, closedOn: "2026-02-01" }))).toBe("forbidden");
  await reopenService(admin, { id, version: 2 });
  expect([await listed("open"), await listed("closed")]).toEqual([1, 0]);
});

test("sites are added, renamed, closed and reopened; a name stands once per service", async () => {
  const site = await addSite(admin, AddSite.parse({ serviceId: own.first, name: "First floor", kind: "floor" }));
  const again = AddSite.parse({ serviceId: own.first, name: "First floor", kind: "unit" });
  expect(await endOf(addSite(admin, again))).toBe("conflict");
  await changeSite(admin, { id: site.id, version: 1, name: "Upper floor", kind: "floor" });
  await closeSite(admin, { id: site.id, version: 2, closedOn: "2026-11-01" });
  expect(await endOf(changeSite(admin, { id: site.id, version: 2, name: "Top", kind: "floor" }))).toBe("stale");
  await reopenSite(admin, { id: site.id, version: 3 });
  const rows = await readAs(admin, (tx) => listSites(tx, admin, own.first));
  expect(rows).toEqual([{ id: site.id, name: "Upper floor", kind: "floor", closedOn: null, version: 4 }]);
});

test("a provider keeps its one CQC id; its open services are counted", async () => {
  const provider = await addProvider(admin, AddProvider.parse({ name: "Larkfield Ltd", cqcProviderId: "1-1011" }));
  const clash = AddProvider.parse({ name: "Larkfield Two Ltd", cqcProviderId: "1-1011" });
  expect(await endOf(addProvider(admin, clash))).toBe("conflict");
  await addService(admin, service({ name: "Teal House", legalProviderId: provider.id }));
  const [row] = (await readAs(admin, (tx) => listProviders(tx, admin))).filter((one) => one.id === provider.id);
  expect(row).toMatchObject({ name: "Larkfield Ltd", services: 1 });
  await changeProvider(admin, { id: provider.id, version: 1, name: "Larkfield Limited", cqcProviderId: "1-1011" });
  const stale = changeProvider(admin, { id: provider.id, version: 1, name: "Old", cqcProviderId: undefined });
  await expect(stale).rejects.toMatchObject({ kind: "stale", current: { name: "Larkfield Limited" } });
});

test("a body commissions a service once; its terms change and cannot end before they start", async () => {
  const body = await addBody(admin, AddBody.parse({ name: "Westmere City Council", kind: "council" }));
  const input = Commission.parse({
    bodyId: body.id,
    serviceId: own.first,
    noticeHours: "24",
    startsOn: "1 April 2025",
  });
  const link = await commission(admin, input);
  expect(await lastVerb()).toBe("commissioning.start");
  expect(await endOf(commission(admin, input))).toBe("conflict");
  await changeCommission(
    admin,
    ChangeCommission.parse({ id: link.id, version: "1", noticeHours: "4", endsOn: "31/3/27" }),
  );
  const [row] = await readAs(admin, (tx) => listCommissioning(tx, admin, { bodyId: body.id }));
  expect(row).toMatchObject({ noticeHours: 4, startsOn: null, endsOn: "2027-03-31", version: 2 });
  const backwards = ChangeCommission.safeParse({ id: link.id, version: "2", startsOn: "1/4/27", endsOn: "1/4/26" });
  expect(backwards.success).toBe(false);
});

test("the register pages by name without losing or repeating a service", async () => {
  for (let index = 0; index < 7; index++) await addService(admin, service({ name: `Keyset ${index % 3}` }));
  const query = ServiceQuery.parse({ words: "Keyset" });
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const asked = ServiceQuery.parse({ words: "Keyset", ...(next ? { page: next } : {}) });
    const page = await readAs(admin, (tx) => listServices(tx, admin, asked, 3));
    seen.push(...page.rows.map((row) => row.id));
    next = page.next;
  } while (next);
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength((await readAs(admin, (tx) => listServices(tx, admin, query))).total);
});

test("a service names who has a post there now: its own from the manager down, then the whole organisation's", async () => {
  const now = Date.now();
  const post = async (
    role: string,
    more: { services?: string[]; title?: string; from?: number; to?: number; disabled?: boolean },
  ) => {
    const { organisationId } = admin;
    const [personId, membershipId] = [randomUUID(), randomUUID()];
    await changeAs(admin, "membership.start", async (tx) => {
      await tx.insert(people).values({
        organisationId,
        id: personId,
        accountId: randomUUID(),
        name: `Holder of ${role}`,
        email: `${personId}@cast.example`,
        createdAt: tx.now,
        disabledAt: more.disabled ? tx.now : null,
      });
      await tx.insert(memberships).values({
        organisationId,
        id: membershipId,
        personId,
        role,
        title: more.title ?? null,
        allServices: more.services === undefined,
        startsAt: new Date(now + (more.from ?? -2) * 86_400_000),
        endsAt: more.to === undefined ? null : new Date(now + more.to * 86_400_000),
      });
      for (const serviceId of more.services ?? [])
        await tx.insert(membershipServices).values({ organisationId, id: randomUUID(), membershipId, serviceId });
    });
  };
  await post("care-worker", { services: [own.first] });
  await post("registered-manager", { services: [own.first, own.second], title: "Branch manager" });
  await post("deputy-manager", { services: [own.second] });
  await post("shift-lead", { services: [own.first], to: -1 });
  await post("care-coordinator", { services: [own.first], from: 3 });
  await post("care-coordinator", { services: [own.first], disabled: true });
  await post("digital-lead", {});
  await post("nominated-individual", {});
  const posts = await readAs(manager, (tx) => listPosts(tx, manager, own.first));
  expect(posts.map((one) => one.title)).toEqual([
    "Branch manager",
    "Care or support worker",
    "Nominated individual",
    "Digital lead",
  ]);
});
