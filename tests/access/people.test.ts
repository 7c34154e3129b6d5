import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { changeMembership, endMembership, startMembership } from "#lib/access/commands/membership.ts";
import { disablePerson, enablePerson, endPersonSessions, resetPassword } from "#lib/access/commands/standing.ts";
import { type InvitePerson, PeopleQuery } from "#lib/access/inputs.ts";
import { setPasswordByLink } from "#lib/access/links.ts";
import { accountStandings, countPeople, findPerson, listPeople } from "#lib/access/queries/people.ts";
import { listReach } from "#lib/access/queries/reach.ts";
import { type Role, roleIds } from "#lib/access/roles.ts";
import { findStanding } from "#lib/access/standing.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { openSession } from "#tests/support/open-session.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
let admin: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  admin = cast.actors["org-admin"];
  await here().owner`update auth.accounts set password_hash = 'set' where id = ${admin.accountId}`;
});

const post = { role: "registered-manager" as Role, wholeOrganisation: false, title: undefined, endsOn: undefined };
const invitation = () => ({
  ...post,
  name: "Registered manager, new",
  email: `${randomUUID()}@new.example`,
  serviceIds: [cast.services.a],
});
const person = (actor: Actor, id: string) => readAs(actor, (tx) => findPerson(tx, actor, id));
const found = async (id: string) => {
  const row = await person(admin, id);
  if (!row) throw new Error("The person is not there.");
  return row;
};
const accepted = async (input: InvitePerson) => {
  const { id, link } = await invitePerson(admin, input);
  const token = new URL(link).searchParams.get("token") ?? "";
  expect(await setPasswordByLink(token, "three quiet herons", randomUUID())).toBe("done");
  return { id };
};
const trail = async (rowId: string) =>
  (await here().owner`select verb from trail_entries where row_id = ${rowId} order by number`).map((row) => row.verb);

test("an invitation makes the person, their role and one link, and is trailed without name or address", async () => {
  const input = invitation();
  const { id, link } = await invitePerson(admin, input);
  expect(link).toMatch(/\/set-password\?token=[\w-]{43}$/);
  const row = await found(id);
  expect(row.memberships).toMatchObject([{ role: "registered-manager", serviceIds: [cast.services.a] }]);
  expect(await trail(id)).toEqual(["person.invite"]);
  const texts = await here().owner`select after from trail_texts where after like ${`%${input.email}%`}`;
  expect(texts).toHaveLength(0);
  const [stored] = await here().owner`select count(*)::int as links from auth.password_links
    where encode(token_hash, 'escape') like ${`%${link?.split("=")[1]}%`}`;
  expect(stored?.links).toBe(0);
});

test("the same address is not invited twice, and one of another organisation is answered like any other", async () => {
  const input = invitation();
  await invitePerson(admin, input);
  await expect(invitePerson(admin, input)).rejects.toMatchObject({ kind: "conflict", field: "email" });
  const elsewhere = invitation();
  await invitePerson(cast.foreign.actors["org-admin"], {
    ...elsewhere,
    serviceIds: [cast.foreign.services.a],
  });
  const { id, link } = await invitePerson(admin, elsewhere);
  expect(link).toMatch(/\/set-password\?token=[\w-]{43}$/);
  const told = await readAs(admin, (tx) => accountStandings(tx));
  expect(told.get((await found(id)).accountId)).toEqual({ ready: false, sessions: 0, seenAt: null });
});

test.each(roleIds.filter((role) => role !== "org-admin"))(
  "a %s may not invite, change, end or disable",
  async (role) => {
    const actor = cast.actors[role];
    const { personId, membershipId } = cast.actors["care-worker"];
    const forbidden = { kind: "forbidden" };
    await expect(invitePerson(actor, invitation())).rejects.toMatchObject(forbidden);
    const membership = { ...post, serviceIds: [cast.services.a] };
    await expect(startMembership(actor, { ...membership, personId, startsOn: undefined })).rejects.toMatchObject(
      forbidden,
    );
    await expect(changeMembership(actor, { ...membership, id: membershipId, version: 1 })).rejects.toMatchObject(
      forbidden,
    );
    await expect(endMembership(actor, { id: membershipId, version: 1 })).rejects.toMatchObject(forbidden);
    await expect(disablePerson(actor, { id: personId, version: 1 })).rejects.toMatchObject(forbidden);
    await expect(resetPassword(actor, { id: personId, version: 1 })).rejects.toMatchObject(forbidden);
  },
);

test("another organisation's administrator finds nobody here", async () => {
  const stranger = cast.foreign.actors["org-admin"];
  const { personId, membershipId } = cast.actors["care-worker"];
  expect(await person(stranger, personId)).toBeUndefined();
  await expect(disablePerson(stranger, { id: personId, version: 1 })).rejects.toMatchObject({ kind: "not-found" });
  await expect(endMembership(stranger, { id: membershipId, version: 1 })).rejects.toMatchObject({ kind: "not-found" });
  const foreign = { ...invitation(), serviceIds: [cast.foreign.services.a] };
  await expect(invitePerson(admin, foreign)).rejects.toMatchObject({ kind: "not-found", field: "serviceIds" });
});

test("a role change ends the sessions, keeps its past in the versions and refuses a stale page", async () => {
  const { id } = await accepted(invitation());
  const { accountId, memberships } = await found(id);
  const membership = memberships[0];
  if (!membership) throw new Error("No membership.");
  const token = await openSession(accountId);
  expect((await findStanding(token))?.memberships).toMatchObject([{ role: "registered-manager" }]);
  const change = { ...post, role: "deputy-manager" as Role, serviceIds: [cast.services.b], id: membership.id };
  await changeMembership(admin, { ...change, version: membership.version });
  expect(await findStanding(token)).toBeUndefined();
  const again = await openSession(accountId);
  expect((await findStanding(again))?.memberships).toMatchObject([
    { role: "deputy-manager", services: [cast.services.b] },
  ]);
  await expect(changeMembership(admin, { ...change, version: 1 })).rejects.toMatchObject({
    kind: "stale",
    current: { role: "deputy-manager", version: "2" },
  });
  const past = await here()
    .owner`select role from memberships_versions where id = ${membership.id} order by trail_number`;
  expect(past.map((row) => row.role)).toEqual(["registered-manager", "deputy-manager"]);
});

test("an ended membership opens nothing, and stays as it was", async () => {
  const { id } = await accepted(invitation());
  const { accountId, memberships } = await found(id);
  const token = await openSession(accountId);
  const [membership] = memberships;
  await endMembership(admin, { id: membership?.id ?? "", version: 1 });
  expect(await findStanding(token)).toBeUndefined();
  expect((await findStanding(await openSession(accountId)))?.memberships).toEqual([]);
  await expect(endMembership(admin, { id: membership?.id ?? "", version: 2 })).rejects.toMatchObject({
    kind: "conflict",
  });
});

test("a disabled person's next request is refused, and enabling lets them in again", async () => {
  const { id } = await accepted(invitation());
  const { accountId } = await found(id);
  const token = await openSession(accountId);
  await disablePerson(admin, { id, version: 1 });
  expect(await findStanding(token)).toBeUndefined();
  expect((await findStanding(await openSession(accountId)))?.memberships).toEqual([]);
  await expect(enablePerson(admin, { id, version: 1 })).rejects.toMatchObject({ kind: "stale" });
  await enablePerson(admin, { id, version: 2 });
  const open = await openSession(accountId);
  expect((await findStanding(open))?.memberships).toHaveLength(1);
  await endPersonSessions(admin, { id, version: 3 });
  expect(await findStanding(open)).toBeUndefined();
  expect(await trail(id)).toEqual(["person.invite", "person.disable", "person.enable", "person.sign-out"]);
});

test("the last administrator who can sign in cannot be removed, changed, given an end or disabled", async () => {
  const mine = { id: admin.membershipId, version: 1 };
  const refused = { kind: "conflict" };
  await expect(endMembership(admin, mine)).rejects.toMatchObject(refused);
  await expect(disablePerson(admin, { id: admin.personId, version: 1 })).rejects.toMatchObject(refused);
  const other = { ...post, serviceIds: [cast.services.a] };
  await expect(changeMembership(admin, { ...mine, ...other })).rejects.toMatchObject(refused);
  const still = { ...post, role: "org-admin" as Role, serviceIds: [], endsOn: "2099-01-01" };
  await expect(changeMembership(admin, { ...mine, ...still })).rejects.toMatchObject(refused);
  const waiting = await invitePerson(admin, { ...invitation(), role: "org-admin", serviceIds: [] });
  await expect(endMembership(admin, mine)).rejects.toMatchObject(refused);
  await endMembership(admin, { id: (await found(waiting.id)).memberships[0]?.id ?? "", version: 1 });
  const second = await accepted({ ...invitation(), role: "org-admin", serviceIds: [] });
  const other2 = await found(second.id);
  await endMembership(admin, { id: other2.memberships[0]?.id ?? "", version: 1 });
  await expect(endMembership(admin, mine)).rejects.toMatchObject(refused);
});

test("two administrators who remove each other at the same moment leave one", async () => {
  const second = await accepted({ ...invitation(), role: "org-admin", serviceIds: [] });
  const row = await found(second.id);
  const other: Actor = { ...admin, personId: second.id };
  const answers = await Promise.allSettled([
    endMembership(admin, { id: row.memberships[0]?.id ?? "", version: 1 }),
    endMembership(other, { id: admin.membershipId, version: 1 }),
  ]);
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  const [left] = await here().owner`select count(*)::int as admins from memberships
    where organisation_id = ${admin.organisationId} and role = 'org-admin' and ends_at is null`;
  expect(left?.admins).toBe(1);
});

test("the register, its counts and who reaches what agree, and a manager knows the people of the own service only", async () => {
  const manager = cast.otherServiceManager;
  const query = PeopleQuery.parse({});
  const [all, counts] = await readAs(admin, async (tx) => [
    await listPeople(tx, admin, query, 5),
    await countPeople(tx, admin),
  ]);
  expect(all.rows).toHaveLength(5);
  expect(all.total).toBe(counts.current);
  const mine = await readAs(manager, (tx) => listPeople(tx, manager, query));
  expect(mine.rows.map((row) => row.id)).not.toContain(cast.actors["care-worker"].personId);
  expect(mine.rows.map((row) => row.id)).toContain(cast.actors["quality-compliance-lead"].personId);
  expect(await person(manager, cast.actors["care-worker"].personId)).toBeUndefined();
  const reach = await readAs(manager, (tx) => listReach(tx, manager));
  expect(reach.map((one) => one.service?.id)).toEqual([undefined, cast.services.b]);
  expect(reach[1]?.people.map((one) => one.person.id)).toContain(manager.personId);
});
