import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeAs, own, readAs } from "#db/client.ts";
import { memberships } from "#db/schema/organisation.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listAble } from "#lib/access/holders.ts";
import { formatTime } from "#lib/dates.ts";
import { listLinked } from "#lib/records/queries.ts";
import { addEvent, holdTest, noteParticipants, scoreObjective } from "#lib/resilience-tests/commands/hold.ts";
import { cancelTest, changeTest, planTest, setObjective } from "#lib/resilience-tests/commands/plan.ts";
import { approveTest, reportTest } from "#lib/resilience-tests/commands/report.ts";
import { listEvents, listParticipants } from "#lib/resilience-tests/queries/record.ts";
import { recoveryEnded, resultSaid, scoresSaid } from "#lib/resilience-tests/resilience-test.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, hoursAgo, objectivesOf, plan, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
});

const refused = (kind: string, words?: RegExp) =>
  expect.objectContaining({ name: "Refusal", kind, ...(words ? { message: expect.stringMatching(words) } : {}) });
const trailOf = async (id: string) =>
  (await here().owner`select distinct verb from trail_entries where record_id = ${id}`).map((row) => row.verb);
const _versionOf = async (id: string) => (await testOf(manager, id)).version;

describe("planning a test", () => {
  test("numbers it by year, keeps the system's objective of the day, links it and is trailed", async () => {
    const digital = cast.actors["digital-lead"];
    const system = await recordSystem(digital, {
      name: "Medicines record",
      category: "emar",
      tier: 1,
      hosting: "cloud-saas",
      supplier: undefined,
      objectiveMinutes: 60,
      tolerableMinutes: 120,
      careReason: "The next medicines round",
      analogue: false,
      analogueEndsOn: undefined,
      ownerId: undefined,
      serviceIds: [cast.services.a],
    });
    const { id, reference } = await planTest(manager, plan(cast, { systemId: system.id }));
    expect(reference).toMatch(/^TEST-\d{4}-\d{3}$/);
    expect(await testOf(manager, id)).toMatchObject({
      state: "planned",
      targetMinutes: 60,
      system: "Medicines record",
    });
    const linked = await readAs(manager, (tx) => listLinked(tx, manager, id));
    expect(linked).toMatchObject([{ id: system.id, link: "tests", direction: "to" }]);
    expect(await trailOf(id)).toEqual(["test.plan"]);
  });

  test("is refused for another service, another organisation and a role that does not plan", async () => {
    await expect(planTest(manager, plan(cast, { serviceIds: [cast.services.b] }))).rejects.toEqual(
      refused("forbidden"),
    );
    const foreign = plan(cast, { serviceIds: [cast.foreign.services.a] });
    await expect(planTest(lead, foreign)).rejects.toEqual(refused("not-found"));
    const stranger = plan(cast, { evaluatorId: cast.foreign.actors["quality-compliance-lead"].personId });
    await expect(planTest(manager, stranger)).rejects.toEqual(refused("not-found"));
    for (const role of ["care-worker", "board-member", "internal-auditor", "nominated-individual"] as const)
      await expect(planTest(cast.actors[role], plan(cast))).rejects.toEqual(refused("forbidden"));
  });

  test("needs an evaluator who is not the facilitator, where anybody else works here", async () => {
    const same = plan(cast, { facilitatorId: manager.personId, evaluatorId: manager.personId });
    await expect(planTest(manager, same)).rejects.toEqual(refused("conflict", /someone other/));
    const { id } = await planTest(manager, plan(cast));
    const force = changeAs(manager, "test.change", (tx) =>
      tx
        .update(resilienceTests)
        .set({ evaluatorId: cast.actors["digital-lead"].personId })
        .where(own(resilienceTests, manager)),
    );
    await expect(force).rejects.toMatchObject({ cause: { constraint_name: "tests_evaluator_is_not_facilitator" } });
    expect((await testOf(manager, id)).evaluatedAlone).toBe(false);
  });

  test("lets one person alone evaluate and approve, and marks both", async () => {
    const alone = cast.foreign.actors["quality-compliance-lead"];
    await cast.door.changeAs({ ...alone, role: "org-admin" }, "membership.end", async (tx) => {
      await tx.update(memberships).set({ endsAt: tx.now }).where(own(memberships, alone));
      const mine = { organisationId: alone.organisationId, personId: alone.personId, allServices: true };
      await tx.insert(memberships).values({ ...mine, id: randomUUID(), role: alone.role, startsAt: tx.now });
    });
    const service = cast.foreign.services.a;
    const id = await heldTest(cast, alone, {
      facilitatorId: alone.personId,
      evaluatorId: alone.personId,
      serviceIds: [service],
    });
    await score(alone, id, ["met", "met"]);
    const report = { id, answer: "Yes.", answerDetail: undefined };
    await reportTest(alone, { ...report, version: (await testOf(alone, id)).version });
    await approveTest(alone, { id, version: (await testOf(alone, id)).version });
    expect(await testOf(alone, id)).toMatchObject({ state: "approved", evaluatedAlone: true, approvedAlone: true });
  });

  test("changes and cancels only what is still planned, from a fresh form", async () => {
    const { id } = await planTest(manager, plan(cast));
    const change = { id, version: 1, ...plan(cast), title: "Evening internet loss, ground floor" };
    await changeTest(manager, change);
    await expect(changeTest(manager, change)).rejects.toMatchObject({
      kind: "stale",
      current: { title: "Evening internet loss, ground floor", version: "2" },
    });
    await expect(changeTest(cast.otherServiceManager, { ...change, version: 2 })).rejects.toEqual(refused("not-found"));
    await cancelTest(manager, { id, version: 2, reason: "The home is closed to visitors." });
    expect(await testOf(manager, id)).toMatchObject({ state: "cancelled" });
    await expect(changeTest(manager, { ...change, version: 3 })).rejects.toEqual(refused("forbidden"));
    const early = { id, says: "Too late", measure: undefined, targetMinutes: 5, targetWords: undefined };
    await expect(setObjective(manager, early)).rejects.toEqual(refused("forbidden"));
  });
});

describe("recording a test", () => {
  test("keeps when it was held on the test and on everything that belongs to it", async () => {
    const id = await heldTest(cast, manager);
    const { heldFrom } = await testOf(manager, id);
    const rows = await here().owner`
      select held_at from test_objectives where record_id = ${id}
      union all select held_at from test_participants where record_id = ${id}`;
    expect(rows.map((row) => row.held_at)).toEqual([heldFrom, heldFrom, heldFrom]);
    expect((await trailOf(id)).sort()).toEqual(
      ["test.hold", "test.note-participants", "test.plan", "test.set-objective"].sort(),
    );
  });

  test("is refused before it has ended, to another service, and twice", async () => {
    const { id } = await planTest(manager, plan(cast));
    const held = {
      id,
      version: 1,
      heldFrom: hoursAgo(2),
      heldTo: hoursAgo(1),
      boardPresent: true,
      measuredMinutes: undefined,
      wentOn: false,
    };
    await expect(holdTest(manager, { ...held, heldTo: hoursAgo(-1) })).rejects.toEqual(refused("conflict"));
    await expect(holdTest(cast.otherServiceManager, held)).rejects.toEqual(refused("not-found"));
    await expect(holdTest(cast.actors["nominated-individual"], held)).rejects.toEqual(refused("forbidden"));
    await expect(holdTest(manager, { ...held, measuredMinutes: 500 })).rejects.toEqual(
      refused("conflict", /The test lasted 1 h, and the measured recovery is 8 h 20 min/),
    );
    await holdTest(manager, held);
    await expect(holdTest(manager, { ...held, version: 2 })).rejects.toEqual(refused("forbidden"));
  });

  test("takes a record that is typed in years later, and no day decades before the test was planned", async () => {
    const { id } = await planTest(manager, plan(cast));
    const held = { id, version: 1, boardPresent: true, measuredMinutes: undefined, wentOn: false };
    const on = (day: string) => ({
      ...held,
      heldFrom: new Date(`${day}T18:00:00Z`),
      heldTo: new Date(`${day}T19:00:00Z`),
    });
    const { plannedAt } = await testOf(manager, id);
    const years = (back: number) => `${plannedAt.getUTCFullYear() - back}-11-02`;
    for (const day of ["1926-11-22", years(7), years(6)])
      await expect(holdTest(manager, on(day))).rejects.toEqual(refused("conflict", /more than five years before/));
    await holdTest(manager, on(years(4)));
    expect((await testOf(manager, id)).state).toBe("completed");
  });

  test("takes a recovery that went on after the test had ended, where that is said", async () => {
    const { id } = await planTest(manager, plan(cast));
    const held = { id, version: 1, heldFrom: hoursAgo(2), heldTo: hoursAgo(1), boardPresent: true };
    await holdTest(manager, { ...held, measuredMinutes: 500, wentOn: true });
    expect(recoveryEnded(await testOf(manager, id))).toBe("longer than the test");
    expect(recoveryEnded(await testOf(manager, await heldTest(cast, manager)))).toBeUndefined();
  });

  test("places each event inside the test, and corrects the counts of a group", async () => {
    const id = await heldTest(cast, manager);
    const { heldFrom, heldTo } = await testOf(manager, id);
    const middle = new Date(((heldFrom?.getTime() ?? 0) + (heldTo?.getTime() ?? 0)) / 2);
    const event = { id, kind: "problem", says: "Old dates on four sheets" } as const;
    await addEvent(manager, { ...event, time: formatTime(middle) });
    await expect(addEvent(manager, { ...event, time: formatTime(hoursAgo(-4)) })).rejects.toEqual(
      refused("conflict", /The test ran from/),
    );
    await expect(addEvent(manager, { ...event, time: "half past" })).rejects.toEqual(refused("conflict"));
    const events = await readAs(manager, (tx) => listEvents(tx, manager, id));
    expect(events).toMatchObject([{ kind: "problem", says: "Old dates on four sheets" }]);
    await noteParticipants(manager, { id, who: "Night staff", shift: "night", tookPart: 2, expected: 4 });
    const groups = await readAs(manager, (tx) => listParticipants(tx, manager, id));
    expect(groups).toMatchObject([{ who: "Night staff", tookPart: 2, expected: 4 }]);
  });
});

describe("scoring", () => {
  test("counts the results and keeps the register's record in step", async () => {
    const id = await heldTest(cast, manager);
    await score(lead, id, ["met", "not-met"]);
    const scored = await testOf(manager, id);
    expect(resultSaid(scored)).toEqual({ shape: "unknown", word: "Not reported yet" });
    expect(scoresSaid(scored)).toEqual({ shape: "warn", word: "Partly met: 1 of 2" });
    const [row] = await here().owner`select result_rank from resilience_tests where id = ${id}`;
    expect(row?.result_rank).toBe(0);
  });

  test("needs an owner for what was not met, a fresh form, the right role and the right service", async () => {
    const id = await heldTest(cast, manager);
    const [objective] = await objectivesOf(manager, id);
    if (!objective) throw new Error("The objective is not there.");
    const empty = { actualMinutes: undefined, actualWords: undefined, note: undefined, ownerId: undefined };
    const met = { id: objective.id, version: objective.version, result: "met", ...empty } as const;
    const input = { ...met, actualMinutes: 8 };
    await expect(scoreObjective(lead, { ...input, result: "not-met" })).rejects.toEqual(refused("conflict"));
    const foreign = { ...input, ownerId: cast.foreign.actors["digital-lead"].personId };
    await expect(scoreObjective(lead, foreign)).rejects.toEqual(refused("not-found"));
    await expect(scoreObjective(cast.actors["internal-auditor"], input)).rejects.toEqual(refused("forbidden"));
    await expect(scoreObjective(cast.otherServiceManager, input)).rejects.toEqual(refused("not-found"));
    await scoreObjective(lead, input);
    await expect(scoreObjective(lead, input)).rejects.toEqual(refused("stale"));
  });

  test("does not say met over its target, and says why where it was within it and not met", async () => {
    const id = await heldTest(cast, manager);
    const [objective] = await objectivesOf(manager, id);
    if (!objective) throw new Error("The objective is not there.");
    const empty = { actualWords: undefined, note: undefined, ownerId: undefined };
    const input = { id: objective.id, version: objective.version, ...empty };
    await expect(scoreObjective(lead, { ...input, result: "met", actualMinutes: 25 })).rejects.toEqual(
      refused("conflict", /25 min is over the target of 10 min/),
    );
    await expect(scoreObjective(lead, { ...input, result: "partly-met", actualMinutes: 6 })).rejects.toEqual(
      refused("conflict", /within the target/),
    );
    await scoreObjective(lead, { ...input, result: "partly-met", actualMinutes: 6, note: "Only the second number" });
    const fresh = { ...input, version: objective.version + 1 };
    await scoreObjective(lead, { ...fresh, result: "partly-met", actualMinutes: 25 });
  });

  test("names somebody to put it right who works here, came in and sees the service", async () => {
    const id = await heldTest(cast, manager);
    const [objective] = await objectivesOf(manager, id);
    if (!objective) throw new Error("The objective is not there.");
    const input = { id: objective.id, version: objective.version, result: "not-met", actualMinutes: 25 } as const;
    const asked = (ownerId: string) =>
      scoreObjective(lead, { ...input, actualWords: undefined, note: undefined, ownerId });
    for (const other of [cast.otherServiceManager, cast.actors["org-admin"], cast.actors["board-member"]])
      await expect(asked(other.personId)).rejects.toEqual(
        refused("not-found", /accepted their invitation and sees these services/),
      );
    const offered = await readAs(manager, (tx) => listAble(tx, manager, [cast.services.a]));
    const ids = offered.map(({ personId }) => personId);
    expect(ids).toContain(manager.personId);
    for (const other of [cast.otherServiceManager, cast.actors["org-admin"], cast.actors["board-member"]])
      expect(ids).not.toContain(other.personId);
    await asked(manager.personId);
  });

  test("cannot begin before the test was held, not even past the command", async () => {
    const { id } = await planTest(manager, plan(cast));
    const target = { measure: undefined, targetMinutes: 5, targetWords: undefined };
    await setObjective(manager, { id, says: "Folder in hand", ...target });
    await expect(score(lead, id, ["met"])).rejects.toEqual(refused("forbidden"));
    const [objective] = await objectivesOf(manager, id);
    const force = here().owner`update test_objectives set result = 'met', scored_by = ${manager.personId},
      scored_role = 'registered-manager', scored_at = now() where id = ${objective?.id ?? ""}`;
    await expect(force).rejects.toThrow();
  });
});
