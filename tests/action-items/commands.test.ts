import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { daysOverdue } from "#lib/action-items/action-item.ts";
import { cancelAction } from "#lib/action-items/commands/cancel.ts";
import { changeAction, openAction } from "#lib/action-items/commands/change.ts";
import { completeAction } from "#lib/action-items/commands/complete.ts";
import { progressAction, redateAction } from "#lib/action-items/commands/progress.ts";
import { checkEffect, verifyAction } from "#lib/action-items/commands/verify.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { findAction, listActions } from "#lib/action-items/queries/register.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { loneManager, plain, raised, reread } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let quality: Actor;
let worker: Actor;
const today = londonDay(new Date());

beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  quality = cast.actors["quality-compliance-lead"];
  worker = cast.actors["care-worker"];
});

const refusal = (kind: string) => expect.objectContaining({ name: "Refusal", kind });
const fresh = (owner = worker, by = manager) => raised(by, plain(owner, [cast.services.a]));
const note = (id: string, version: number, state: "in-progress" | "blocked" = "in-progress") => ({
  id,
  version,
  note: "Templates ordered",
  state,
});
const done = (id: string, version: number) => ({
  id,
  version,
  summary: "Stamps printed and in use",
  proof: "note" as const,
  attachmentId: undefined,
  evidenceId: undefined,
  proofNote: "On every sheet in both folders",
  effectDueOn: undefined,
});

async function completed(owner = worker, by = owner) {
  const action = await fresh(owner);
  await completeAction(by, done(action.id, action.version));
  return reread(manager, action.id);
}

/** The day moves on: an effect is never checked on the day of completion. */
async function aDayLater(id: string) {
  await here().owner.begin(async (sql) => {
    await sql`alter table action_items disable trigger capture`;
    await sql`update action_items set completed_at = completed_at - interval '2 days' where id = ${id}`;
    await sql`alter table action_items enable trigger capture`;
  });
}

test("its whole life: progress, a new date, completion, a second person, and a later check", async () => {
  let action = await fresh();
  await progressAction(worker, note(action.id, action.version));
  action = await reread(manager, action.id);
  await redateAction(manager, {
    id: action.id,
    version: action.version,
    dueOn: addDays(today, 45),
    reason: "The printer is being repaired",
  });
  action = await reread(manager, action.id);
  expect(action).toMatchObject({ state: "in-progress", dueOn: addDays(today, 45), originalDueOn: addDays(today, 30) });
  await completeAction(worker, done(action.id, action.version));
  action = await reread(manager, action.id);
  expect(action).toMatchObject({ state: "completed", effectDueOn: addDays(today, 90), completedBy: worker.personId });
  await verifyAction(manager, {
    id: action.id,
    version: action.version,
    outcome: "confirmed",
    how: "Saw both folders",
  });
  action = await reread(manager, action.id);
  const check = {
    id: action.id,
    version: action.version,
    result: "effective" as const,
    found: "No undated sheet",
    dueOn: undefined,
  };
  await expect(checkEffect(manager, check)).rejects.toEqual(refusal("conflict"));
  await aDayLater(action.id);
  await checkEffect(manager, check);
  expect(await reread(manager, action.id)).toMatchObject({ state: "effective" });
  const [record] = await here().owner`select state from records where id = ${action.id}`;
  expect(record?.state).toBe("effective");
});

test("an effect that did not show is taken up again, and the earlier facts stay", async () => {
  const action = await completed();
  await verifyAction(manager, { id: action.id, version: action.version, outcome: "confirmed", how: "Seen" });
  await aDayLater(action.id);
  const check = { id: action.id, version: action.version + 1, result: "not-effective" as const, found: "Undated" };
  await expect(checkEffect(manager, { ...check, dueOn: addDays(today, -1) })).rejects.toEqual(refusal("conflict"));
  await checkEffect(manager, { ...check, dueOn: addDays(today, 14) });
  const again = await reread(manager, action.id);
  expect(again).toMatchObject({ state: "not-effective", dueOn: addDays(today, 14), dueChanges: 1 });
  expect(daysOverdue(again, addDays(today, 20))).toBe(6);
  const [moved] = await here().owner`select reason from action_due_changes where record_id = ${action.id}`;
  expect(moved?.reason).toBe("It did not work.");
  await progressAction(worker, note(action.id, action.version + 2));
  expect(await reread(manager, action.id)).toMatchObject({
    state: "in-progress",
    completedAt: null,
    proof: null,
    effectDueOn: null,
  });
  const kept = await here().owner`select summary from action_completions where record_id = ${action.id}`;
  expect(kept).toHaveLength(1);
});

test("an action that was not done goes back to its owner", async () => {
  const action = await completed();
  await verifyAction(manager, {
    id: action.id,
    version: action.version,
    outcome: "returned",
    how: "One folder undated",
  });
  expect(await reread(manager, action.id)).toMatchObject({ state: "in-progress", completedAt: null });
  const told = await here().owner`select verb from trail_entries where record_id = ${action.id} order by number desc`;
  expect(told[0]?.verb).toBe("action.send-back");
});

describe("a second person", () => {
  test("the owner does not verify, nor does whoever completed it", async () => {
    const own = await completed(manager);
    const check = { version: own.version, outcome: "confirmed" as const, how: "I did it" };
    await expect(verifyAction(manager, { ...check, id: own.id })).rejects.toEqual(refusal("forbidden"));
    const forOwner = await completed(worker, manager);
    await expect(verifyAction(manager, { ...check, id: forOwner.id })).rejects.toEqual(refusal("forbidden"));
    await verifyAction(quality, { ...check, id: forOwner.id });
  });

  test("whoever completed an action does not check its effect, and a third person does", async () => {
    const forOwner = await completed(worker, manager);
    const seen = { id: forOwner.id, version: forOwner.version, outcome: "confirmed" as const, how: "Seen" };
    await verifyAction(quality, seen);
    await aDayLater(forOwner.id);
    const effect = {
      id: forOwner.id,
      version: forOwner.version + 1,
      result: "effective" as const,
      found: "It holds",
      dueOn: undefined,
    };
    await expect(checkEffect(manager, effect)).rejects.toEqual(refusal("forbidden"));
    await checkEffect(quality, effect);
  });

  test("the database refuses it too", async () => {
    const action = await completed(manager);
    const insert = here().owner`insert into action_verifications
      (organisation_id, id, record_id, service_ids, outcome, how, owner_id, completed_by, person_id, at)
      values (${cast.organisation.id}, gen_random_uuid(), ${action.id}, ${[cast.services.a]}, 'confirmed', 'x',
        ${manager.personId}, ${manager.personId}, ${manager.personId}, now())`;
    await expect(insert).rejects.toMatchObject({ code: "23514" });
  });

  test("where there is none, the owner may, and the fact says so", async () => {
    const lone = await loneManager(cast.door);
    const action = await raised(lone, plain(lone, []));
    expect(await completeAction(lone, done(action.id, action.version))).toMatchObject({ alone: true });
    const check = { id: action.id, version: action.version + 1, outcome: "confirmed" as const, how: "Looked again" };
    await verifyAction(lone, check);
    const [fact] = await here().owner`select alone from action_verifications where record_id = ${action.id}`;
    expect(fact?.alone).toBe(true);
    const query = ActionQuery.parse({ view: "done" });
    const { rows } = await readAs(lone, (tx) => listActions(tx, lone, query));
    expect(rows).toMatchObject([{ id: action.id, verifiedAlone: true }]);
    const other = await completed(manager);
    await verifyAction(quality, { ...check, id: other.id, version: other.version });
    const listed = await readAs(quality, (tx) => listActions(tx, quality, query));
    expect(listed.rows.find((row) => row.id === other.id)).toMatchObject({ verifiedAlone: false });
  });
});

test("a draft binds nobody until it is opened, and only its date changes without a reason", async () => {
  const draft = await raised(manager, plain(worker, [cast.services.a], { draft: true }));
  await expect(progressAction(worker, note(draft.id, draft.version))).rejects.toEqual(refusal("forbidden"));
  const { detail, finding, measure, sourceKind, priority, level } = plain(worker, []);
  const change = {
    id: draft.id,
    version: draft.version,
    title: "Print a date stamp",
    ...{ detail, finding, measure, sourceKind, priority, level },
    ownerId: worker.personId,
    serviceIds: [cast.services.a],
    dueOn: addDays(today, 10),
  };
  await changeAction(manager, change);
  await openAction(manager, { id: draft.id, version: draft.version + 1 });
  const open = await reread(manager, draft.id);
  expect(open).toMatchObject({ state: "open", dueOn: addDays(today, 10), originalDueOn: addDays(today, 10) });
  await expect(
    changeAction(manager, { ...change, version: open.version, dueOn: addDays(today, 20) }),
  ).rejects.toMatchObject({ field: "dueOn" });
});

test("a cancellation is approved by someone else, with its reason", async () => {
  const mine = await fresh(manager);
  const ask = { id: mine.id, version: mine.version, reason: "Replaced by a better one" };
  await expect(cancelAction(manager, ask)).rejects.toEqual(refusal("forbidden"));
  await cancelAction(quality, ask);
  expect(await reread(manager, mine.id)).toMatchObject({ state: "cancelled" });
});

test("a file as proof has to be attached to this very action", async () => {
  const action = await fresh();
  const claim = { ...done(action.id, action.version), proof: "file" as const, attachmentId: crypto.randomUUID() };
  await expect(completeAction(worker, claim)).rejects.toMatchObject({ kind: "not-found", field: "attachmentId" });
});

test("blocked needs work that has begun, and keeps the reason", async () => {
  const action = await fresh();
  await expect(progressAction(worker, note(action.id, action.version, "blocked"))).rejects.toEqual(refusal("conflict"));
  await progressAction(worker, note(action.id, action.version));
  await progressAction(worker, note(action.id, action.version + 1, "blocked"));
  expect(await reread(manager, action.id)).toMatchObject({ state: "blocked", blockedReason: "Templates ordered" });
});

describe("who is refused", () => {
  const commands: [string, (actor: Actor, id: string, version: number) => Promise<unknown>][] = [
    ["progress", (actor, id, version) => progressAction(actor, note(id, version))],
    ["redate", (actor, id, version) => redateAction(actor, { id, version, dueOn: addDays(today, 60), reason: "Late" })],
    ["complete", (actor, id, version) => completeAction(actor, done(id, version))],
    ["cancel", (actor, id, version) => cancelAction(actor, { id, version, reason: "Not needed" })],
    [
      "change",
      (actor, id, version) =>
        changeAction(actor, {
          ...plain(worker, [cast.services.a]),
          id,
          version,
          ownerId: worker.personId,
          dueOn: undefined,
        }),
    ],
  ];

  for (const [verb, run] of commands) {
    test(`${verb}: another organisation, another service and a role that only reads; a stale version shows both`, async () => {
      const action = await fresh();
      await expect(run(cast.foreign.actors["registered-manager"], action.id, action.version)).rejects.toEqual(
        refusal("not-found"),
      );
      await expect(run(cast.otherServiceManager, action.id, action.version)).rejects.toEqual(refusal("not-found"));
      await expect(run(cast.actors["internal-auditor"], action.id, action.version)).rejects.toEqual(
        refusal("forbidden"),
      );
      await progressAction(worker, note(action.id, action.version));
      const stale = run(quality, action.id, action.version);
      await expect(stale).rejects.toMatchObject({ kind: "stale", current: { version: String(action.version + 1) } });
    });
  }

  test("verify and effect check: another organisation and another service do not find it", async () => {
    const action = await completed();
    const check = { id: action.id, version: action.version, outcome: "confirmed" as const, how: "Seen" };
    await expect(verifyAction(cast.foreign.actors["registered-manager"], check)).rejects.toEqual(refusal("not-found"));
    await expect(verifyAction(cast.otherServiceManager, check)).rejects.toEqual(refusal("not-found"));
    await expect(verifyAction(quality, { ...check, version: 99 })).rejects.toEqual(refusal("stale"));
    const effect = {
      id: action.id,
      version: action.version,
      result: "effective" as const,
      found: "Works",
      dueOn: undefined,
    };
    await expect(checkEffect(cast.foreign.actors["registered-manager"], effect)).rejects.toEqual(refusal("not-found"));
    await expect(checkEffect(quality, effect)).rejects.toEqual(refusal("forbidden"));
  });

  test("a care worker does not find a colleague's action; an action over two services needs both", async () => {
    const action = await fresh(manager);
    expect(await readAs(worker, (tx) => findAction(tx, worker, action.id))).toBeUndefined();
    const both = await raised(quality, plain(quality, [cast.services.a, cast.services.b]));
    await expect(
      redateAction(manager, { id: both.id, version: 1, dueOn: addDays(today, 60), reason: "x" }),
    ).rejects.toEqual(refusal("forbidden"));
    await expect(raised(manager, plain(worker, [cast.services.a, cast.services.b]))).rejects.toMatchObject({
      field: "serviceIds",
    });
  });
});
