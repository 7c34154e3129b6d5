import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { changeAs, readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { commissionerBodies, commissioningLinks } from "#db/schema/organisation.ts";
import type { Actor } from "#lib/access/actor.ts";
import { checkCode, newCode } from "#lib/access/code.ts";
import {
  changeSections,
  endGrant,
  extendGrant,
  grantCommissioner,
  grantInspector,
  renewGrantLink,
} from "#lib/access/commands/grants.ts";
import { codeIsDueFor, currentGrant, grantState } from "#lib/access/grant.ts";
import { EventsQuery, GrantInspector, GrantsQuery } from "#lib/access/inputs.ts";
import { setPasswordByLink } from "#lib/access/links.ts";
import { countGrants, findGrant, listEvents, listGrants } from "#lib/access/queries/grants.ts";
import { roleIds } from "#lib/access/roles.ts";
import { findStanding, type Standing } from "#lib/access/standing.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
});

const day = 86_400_000;
const soon = () => new Date(Date.now() + 3 * day);
const inspector = () => ({
  name: "Inspector",
  email: `${randomUUID()}@cqc.example`,
  serviceIds: [cast.services.a],
  sections: ["risks", "systems"] as ("risks" | "systems")[],
  periodFrom: new Date(Date.now() - 300 * day),
  periodTo: soon(),
  startsOn: undefined,
  endsOn: soon(),
  purpose: "Assessment",
});
const of = async (id: string, actor = manager) => {
  const grant = await readAs(actor, (tx) => findGrant(tx, actor, id));
  if (!grant) throw new Error("No such grant.");
  return grant;
};
const address = () => randomUUID();
const standingOf = async (token: string) => {
  const standing = await findStanding(token);
  if (!standing) throw new Error("No session.");
  return standing;
};
const duePerGrant = (standing: Standing) =>
  Object.fromEntries(standing.grants.map((grant) => [grant.id, codeIsDueFor(standing, grant)]));

test("a manager lets an inspector in for the own service, by name, and it is trailed without name or address", async () => {
  const input = inspector();
  const { id, link } = await grantInspector(manager, input);
  expect(link).toContain("/set-password?token=");
  expect(await of(id)).toMatchObject({ kind: "inspector", ownerId: manager.personId, sections: ["risks", "systems"] });
  const texts = await here().owner`select 1 from trail_texts where after like ${`%${input.email}%`}`;
  expect(texts).toHaveLength(0);
  const [entry] = await here().owner`select verb from trail_entries where row_id = ${id}`;
  expect(entry?.verb).toBe("grant.inspector");
  const [first, counts] = await readAs(manager, async (tx) => [
    await listGrants(tx, manager, GrantsQuery.parse({})),
    await countGrants(tx, manager),
  ]);
  expect(first.total).toBe(counts.open);
});

test("nobody grants beyond the own scope, and only roles that may grant do", async () => {
  const elsewhere = { ...inspector(), serviceIds: [cast.services.b] };
  const both = { ...inspector(), serviceIds: [cast.services.a, cast.services.b] };
  for (const input of [elsewhere, both])
    await expect(grantInspector(manager, input)).rejects.toMatchObject({ kind: "forbidden", field: "serviceIds" });
  await expect(
    grantInspector(manager, { ...inspector(), serviceIds: [cast.foreign.services.a] }),
  ).rejects.toMatchObject({
    kind: "forbidden",
  });
  const may = ["registered-manager", "nominated-individual", "quality-compliance-lead"];
  for (const role of roleIds) {
    const tried = grantInspector(cast.actors[role], inspector());
    if (may.includes(role)) await expect(tried, role).resolves.toMatchObject({ id: expect.any(String) });
    else await expect(tried, role).rejects.toMatchObject({ kind: "forbidden" });
  }
});

test("another service's manager and another organisation see and change nothing of a grant", async () => {
  const { id } = await grantInspector(manager, inspector());
  const end = { id, version: 1, reason: "No" };
  for (const actor of [cast.otherServiceManager, cast.foreign.actors["nominated-individual"]]) {
    expect(await readAs(actor, (tx) => findGrant(tx, actor, id))).toBeUndefined();
    for (const tried of [() => endGrant(actor, end), () => newCode(actor, id), () => renewGrantLink(actor, id)])
      await expect(tried()).rejects.toMatchObject({ kind: "not-found" });
  }
});

test("a grant ends by a reason at once, keeps it, and is never opened again", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  const token = await openSession(accountId);
  expect((await findStanding(token))?.grants).toMatchObject([{ id, endedAt: null }]);
  await endGrant(manager, { id, version: 1, reason: "The visit is over." });
  expect((await findStanding(token))?.grants).toMatchObject([{ id, endedAt: expect.any(String) }]);
  const ended = await of(id);
  expect(grantState(ended, new Date())).toBe("ended");
  const endsOn = soon();
  await expect(extendGrant(manager, { id, version: 2, endsOn })).rejects.toMatchObject({ kind: "conflict" });
  await expect(newCode(manager, id)).rejects.toMatchObject({ kind: "conflict" });
});

test("a grant is extended, for a year at most, changed in its parts, and a stale page is refused", async () => {
  const { id } = await grantInspector(manager, inspector());
  const endsOn = new Date(Date.now() + 30 * day);
  await extendGrant(manager, { id, version: 1, endsOn });
  expect((await of(id)).endsAt).toEqual(endsOn);
  await expect(extendGrant(manager, { id, version: 1, endsOn })).rejects.toMatchObject({
    kind: "stale",
    current: { version: "2" },
  });
  await expect(
    extendGrant(manager, { id, version: 2, endsOn: new Date(Date.now() + 400 * day) }),
  ).rejects.toMatchObject({
    field: "endsOn",
  });
  await changeSections(manager, { id, version: 2, sections: ["materials"] });
  expect((await of(id)).sections).toEqual(["materials"]);
});

test("an officer is let in for services that their body commissions and no other", async () => {
  const admin = cast.actors["org-admin"];
  const bodyId = randomUUID();
  await changeAs(admin, "organisation.set-up", async (tx) => {
    const { organisationId } = admin;
    await tx.insert(commissionerBodies).values({ organisationId, id: bodyId, name: "Eastmere", kind: "council" });
    await tx
      .insert(commissioningLinks)
      .values({ organisationId, id: randomUUID(), bodyId, serviceId: cast.services.a });
  });
  const { sections: _, ...rest } = inspector();
  const lead = cast.actors["quality-compliance-lead"];
  const { id } = await grantCommissioner(lead, { ...rest, bodyId });
  expect(await of(id, lead)).toMatchObject({ kind: "commissioner", bodyId, sections: [] });
  await expect(
    grantCommissioner(lead, { ...rest, bodyId, serviceIds: [cast.services.a, cast.services.b] }),
  ).rejects.toMatchObject({ field: "serviceIds" });
});

test("the form reads days as London days and refuses windows that end before they begin", () => {
  const typed = {
    name: "Inspector",
    email: "Inspector@CQC.example ",
    serviceIds: [randomUUID()],
    sections: ["risks"],
    periodFrom: "1 July 2026",
    periodTo: "24 November 2026",
    endsOn: "26 November 2026",
    purpose: "Assessment",
  };
  expect(GrantInspector.parse(typed)).toMatchObject({
    email: "inspector@cqc.example",
    periodFrom: new Date("2026-06-30T23:00:00Z"),
    periodTo: new Date("2026-11-24T23:59:59.999Z"),
    endsOn: new Date("2026-11-26T23:59:59.999Z"),
  });
  const wrong = GrantInspector.safeParse({ ...typed, periodTo: "1 June 2026", sections: [] });
  expect(wrong.error?.issues.map((issue) => issue.path[0])).toEqual(expect.arrayContaining(["sections"]));
  for (const email of ["not an address", "a@b", "x,y@cqc.example", '"x"@cqc.example', "x@cqc.example,z@cqc.example"])
    expect(GrantInspector.safeParse({ ...typed, email }).success, email).toBe(false);
});

test("a code works once, for its own inspector, however it is typed", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  const code = await newCode(manager, id);
  expect(code).toMatch(/^\d{8}$/);
  const other = await of((await grantInspector(manager, inspector())).id);
  expect(await checkCode(other.accountId, code, address())).toEqual({ ok: false, reason: "wrong" });
  const typed = `${code.slice(0, 4)} ${code.slice(4)}`;
  expect(await checkCode(accountId, typed, address())).toEqual({ ok: true, grantId: id });
  expect(await checkCode(accountId, code, address())).toEqual({ ok: false, reason: "wrong" });
  const [stored] = await here()
    .owner`select encode(code_hash, 'hex') as hash from auth.grant_codes where grant_id = ${id}`;
  expect(stored?.hash).toMatch(/^[0-9a-f]{64}$/);
  const [entry] = await here().owner`select verb from trail_entries where row_id = ${id} order by number desc limit 1`;
  expect(entry?.verb).toBe("grant.code");
});

test("a code opens the grant it was made for, and no other that the same inspector holds", async () => {
  const input = inspector();
  const { id } = await grantInspector(manager, input);
  const elsewhere = { ...input, serviceIds: [cast.foreign.services.a], endsOn: new Date(Date.now() + 30 * day) };
  const other = await grantInspector(cast.foreign.actors["registered-manager"], elsewhere);
  const { accountId } = await of(id);
  const code = await newCode(manager, id);
  const answer = await checkCode(accountId, code, address());
  if (!answer.ok) throw new Error("The code was not taken.");
  const standing = await standingOf(await openSession(accountId, { grantId: answer.grantId }));
  expect(standing.grants.map((grant) => grant.id).sort()).toEqual([id, other.id].sort());
  expect(currentGrant(standing, new Date())?.id).toBe(id);
  expect(duePerGrant(standing)).toEqual({ [id]: false, [other.id]: true });
});

test("a session that is older than the inspector's grant opens nothing before the code", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  expect(duePerGrant(await standingOf(await openSession(accountId)))).toEqual({ [id]: true });
});

test("a new code ends the one before, ten minutes end any, and so does the end of the grant", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  const [first, second] = [await newCode(manager, id), await newCode(manager, id)];
  expect(await checkCode(accountId, first, address())).toMatchObject({ ok: false });
  const [life] = await here().owner`select round(extract(epoch from expires_at - created_at) / 60)::int as minutes
    from auth.grant_codes where grant_id = ${id} order by created_at desc limit 1`;
  expect(life?.minutes).toBe(10);
  await here().owner`update auth.grant_codes set expires_at = clock_timestamp() where grant_id = ${id}`;
  expect(await checkCode(accountId, second, address())).toMatchObject({ ok: false });
  const third = await newCode(manager, id);
  const { version } = await of(id);
  await endGrant(manager, { id, version, reason: "Over." });
  expect(await checkCode(accountId, third, address())).toMatchObject({ ok: false });
});

test("five wrong tries end a code; eight end the trying for a while; nobody learns who exists", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  const code = await newCode(manager, id);
  const wrong = code === "00000000" ? "00000001" : "00000000";
  for (let turn = 0; turn < 5; turn += 1)
    expect(await checkCode(accountId, wrong, address())).toEqual({ ok: false, reason: "wrong" });
  expect(await checkCode(accountId, code, address())).toEqual({ ok: false, reason: "wrong" });
  const nobody = randomUUID();
  for (const account of [accountId, nobody]) {
    for (let turn = 0; turn < 8; turn += 1) await checkCode(account, wrong, address());
    expect(await checkCode(account, wrong, address())).toEqual({ ok: false, reason: "too-many" });
  }
});

test("one code tried by many at the same moment opens once", async () => {
  const { id } = await grantInspector(manager, inspector());
  const { accountId } = await of(id);
  const code = await newCode(manager, id);
  const answers = await Promise.all(Array.from({ length: 20 }, () => checkCode(accountId, code, address())));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
});

test("a link can be made again until its holder came in with a code", async () => {
  const { id, link } = await grantInspector(manager, inspector());
  const again = await renewGrantLink(manager, id);
  const tokenOf = (href: string | undefined) => new URL(href ?? "").searchParams.get("token") ?? "";
  expect(await setPasswordByLink(tokenOf(link), "three quiet herons", address())).not.toBe("done");
  expect(await setPasswordByLink(tokenOf(again.link), "three quiet herons", address())).toBe("done");
  await renewGrantLink(manager, id);
  await checkCode((await of(id)).accountId, await newCode(manager, id), address());
  await expect(renewGrantLink(manager, id)).rejects.toMatchObject({ kind: "conflict" });
});

test("what an inspector opens is in the grant's register for those who may see it", async () => {
  const { id } = await grantInspector(manager, inspector());
  const outsider: Context = {
    organisationId: manager.organisationId,
    personId: id,
    kind: "outside",
    role: "inspector",
    services: [cast.services.a],
    grantId: id,
    sections: ["risks"],
  };
  for (const what of ["The first page", "A register"])
    await changeAs(outsider, "outside.view", (tx) => tx.execute(sql`select guard.record_view('view', ${what}, null)`));
  const seen = await readAs(manager, (tx) => listEvents(tx, manager, id, EventsQuery.parse({})));
  expect(seen.rows.map((row) => row.what)).toEqual(["A register", "The first page"]);
  const other = cast.otherServiceManager;
  expect((await readAs(other, (tx) => listEvents(tx, other, id, EventsQuery.parse({})))).total).toBe(0);
});
