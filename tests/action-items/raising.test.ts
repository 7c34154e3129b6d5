import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { invitePerson } from "#lib/access/commands/invite.ts";
import { changeAction } from "#lib/action-items/commands/change.ts";
import { raiseAction } from "#lib/action-items/commands/raise.ts";
import { listOwners, listOwnersOfActions } from "#lib/action-items/queries/owners.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { listLinked } from "#lib/records/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { plain, raised, reread } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let worker: Actor;
const today = londonDay(new Date());

beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  worker = cast.actors["care-worker"];
});

const refusal = (kind: string) => expect.objectContaining({ name: "Refusal", kind });
const fresh = (owner = worker, by = manager) => raised(by, plain(owner, [cast.services.a]));

test("an action is raised under a verb, trailed, numbered, and due by its priority", async () => {
  const answer = await raiseAction(manager, { ...plain(worker, [cast.services.a]), draft: false });
  const action = await reread(manager, answer.id);
  expect(action).toMatchObject({ state: "open", strength: "strong", dueOn: addDays(today, 30), dueChanges: 0 });
  expect(answer.reference).toMatch(/^ACT-\d{3,}$/);
  const trail = await here().owner`select distinct verb from trail_entries where record_id = ${answer.id}`;
  expect(trail.map((row) => row.verb)).toEqual(["action.raise"]);
});

test("a record that raises an action is linked to it, and one that cannot be seen raises nothing", async () => {
  const source = await fresh();
  const action = await raised(manager, plain(worker, [cast.services.a], { sourceRecordId: source.id }));
  const links = await readAs(manager, (tx) => listLinked(tx, manager, source.id));
  expect(links).toMatchObject([{ id: action.id, link: "raised", direction: "to" }]);
  const hidden = await raised(cast.otherServiceManager, plain(cast.otherServiceManager, [cast.services.b]));
  const before = await here().owner`select count(*)::int as rows from action_items`;
  await expect(raised(manager, plain(worker, [cast.services.a], { sourceRecordId: hidden.id }))).rejects.toEqual(
    refusal("not-found"),
  );
  expect(await here().owner`select count(*)::int as rows from action_items`).toEqual(before);
});

test("a due date in the past, and an owner who cannot see the service, are refused beside their field", async () => {
  await expect(fresh(cast.otherServiceManager)).rejects.toMatchObject({ kind: "conflict", field: "ownerId" });
  await expect(fresh(cast.actors["board-member"])).rejects.toMatchObject({ field: "ownerId" });
  await expect(raised(manager, plain(worker, [cast.services.a], { dueOn: addDays(today, -1) }))).rejects.toMatchObject({
    field: "dueOn",
  });
});

test("nobody is asked who was invited and has not come in, nor offered whom the service's manager could not ask", async () => {
  const { id: personId } = await invitePerson(cast.actors["org-admin"], {
    name: "Nobody known",
    email: "nobody.known@first.example",
    role: "registered-manager",
    title: undefined,
    wholeOrganisation: false,
    endsOn: undefined,
    serviceIds: [cast.services.a],
  });
  const offered = await readAs(manager, (tx) => listOwners(tx, manager));
  expect(offered.map(({ value }) => value)).toContain(worker.personId);
  for (const other of [personId, cast.otherServiceManager.personId])
    expect(offered.map(({ value }) => value)).not.toContain(other);
  await expect(fresh({ ...worker, personId })).rejects.toMatchObject({ kind: "conflict", field: "ownerId" });
  const lead = cast.actors["quality-compliance-lead"];
  const grouped = await readAs(lead, (tx) => listOwners(tx, lead));
  expect(grouped.find(({ value }) => value === lead.personId)?.group).toBe("Sees every service");
  expect(grouped.find(({ value }) => value === cast.otherServiceManager.personId)?.group).toMatch(/^Sees \S/);
});

describe("an owner whose acceptance was taken back, or who left", () => {
  test("keeps the action while nobody else is chosen and its services stay, is offered, and is not asked anew", async () => {
    const keeper = cast.actors["care-coordinator"];
    const first = await fresh(keeper);
    const back = await here().owner`delete from auth.acceptances where account_id = ${keeper.accountId} returning *`;
    const { id, finding, detail, sourceKind, level, measure, priority, ownerId, serviceIds, version } = first;
    const same = { id, version, detail: detail ?? undefined, finding: finding ?? undefined, dueOn: undefined };
    const change = { ...same, title: "A larger stamp", sourceKind, level, measure, priority, ownerId, serviceIds };
    await changeAction(manager, change);
    const now = await reread(manager, id);
    expect(now).toMatchObject({ title: "A larger stamp", ownerId: keeper.personId });
    const asked = { kind: "conflict", field: "ownerId", message: expect.stringMatching(/accepted their invitation/) };
    await expect(fresh(keeper)).rejects.toMatchObject(asked);
    const lead = cast.actors["quality-compliance-lead"];
    const wider = { ...change, version: now.version, serviceIds: [cast.services.a, cast.services.b] };
    await expect(changeAction(lead, wider)).rejects.toMatchObject(asked);
    const offered = await readAs(manager, (tx) => listOwners(tx, manager, serviceIds, ownerId));
    expect(offered[0]).toEqual({ value: keeper.personId, label: keeper.name });
    expect(new Set(offered.map(({ value }) => value)).size).toBe(offered.length);
    const [other] = await readAs(manager, (tx) => listOwners(tx, manager, serviceIds, worker.personId));
    expect(offered.slice(1)).toContainEqual(other);
    await here().owner`insert into auth.acceptances ${here().owner(back)}`;
  });

  test("is found by the register's filter, which names whose actions there are and nobody else", async () => {
    const keeper = cast.actors["shift-lead"];
    await fresh(keeper);
    const named = async (reader: Actor) => {
      const owners = await readAs(reader, (tx) => listOwnersOfActions(tx, reader));
      return owners.map(({ value }) => value);
    };
    const back = await here().owner`delete from auth.acceptances where account_id = ${keeper.accountId} returning *`;
    expect(await named(manager)).toContain(keeper.personId);
    expect(await named(manager)).not.toContain(cast.actors["board-member"].personId);
    expect(await named(cast.otherServiceManager)).not.toContain(keeper.personId);
    expect(await named(worker)).not.toContain(keeper.personId);
    await here().owner`insert into auth.acceptances ${here().owner(back)}`;
  });
});
