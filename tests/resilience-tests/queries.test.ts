import { beforeAll, describe, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { planTest } from "#lib/resilience-tests/commands/plan.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listMeasured } from "#lib/resilience-tests/queries/record.ts";
import { countTestViews, listTests, testsSentence } from "#lib/resilience-tests/queries/register.ts";
import { lastTestPerService, listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { heldTest, plan, report, score, testOf } from "./support.ts";

const here = useWorld();
let cast: Cast;
let manager: Actor;
let lead: Actor;
const ids: Record<string, string> = {};
beforeAll(async () => {
  cast = await castOf(here());
  manager = cast.actors["registered-manager"];
  lead = cast.actors["quality-compliance-lead"];
  ids.old = await heldTest(cast, manager, { hoursAgo: 24 * 100, notice: "announced", title: "First" });
  await score(lead, ids.old, ["not-met", "met"], 14);
  await report(lead, ids.old);
  ids.middle = await heldTest(cast, manager, { hoursAgo: 24 * 40, title: "Second" });
  await score(lead, ids.middle, ["met", "met"], 9);
  await report(lead, ids.middle);
  ids.last = await heldTest(cast, manager, { hoursAgo: 50, title: "Third", kind: "tabletop" });
  await score(lead, ids.last, ["met", "not-met"], 5);
  ids.other = await heldTest(cast, cast.otherServiceManager, {
    hoursAgo: 24 * 200,
    title: "Elsewhere",
    serviceIds: [cast.services.b],
  });
  ids.planned = (await planTest(manager, plan(cast, { title: "To come", plannedFor: new Date(Date.now() + 9e8) }))).id;
});

const ask = async (actor: Actor, query: Record<string, string>, size?: number) =>
  readAs(actor, (tx) => listTests(tx, actor, TestQuery.parse(query), size));
const titles = async (actor: Actor, query: Record<string, string>) =>
  (await ask(actor, query)).rows.map((row) => row.title);

describe("the register", () => {
  test("shows each view in its order, and each reader their own services", async () => {
    expect(await titles(manager, {})).toEqual(["To come", "Third", "Second", "First"]);
    expect(await titles(manager, { sort: "result" })).toHaveLength(4);
    expect((await titles(manager, { sort: "result" }))[0]).toBe("First");
    expect((await titles(manager, { sort: "result" })).at(-1)).toBe("Second");
    expect(await titles(manager, { view: "planned" })).toEqual(["To come"]);
    expect(await titles(manager, { view: "needs-reporting" })).toEqual(["Third"]);
    expect(await titles(manager, { view: "partly-met" })).toEqual(["First"]);
    expect(await titles(manager, { view: "not-met" })).toEqual([]);
    expect(await titles(manager, { kind: "tabletop" })).toEqual(["Third"]);
    expect(await titles(manager, { notice: "announced" })).toEqual(["First"]);
    expect(await titles(cast.otherServiceManager, {})).toEqual(["Elsewhere"]);
    expect(await titles(cast.foreign.actors["quality-compliance-lead"], {})).toEqual([]);
    expect(await titles(lead, { service: cast.services.b })).toEqual(["Elsewhere"]);
    expect(await readAs(manager, (tx) => countTestViews(tx, manager))).toEqual({
      all: 4,
      planned: 1,
      "needs-reporting": 1,
      "partly-met": 1,
      "not-met": 0,
    });
  });

  test("pages both ways without losing a test, and says itself in one sentence", async () => {
    const first = await ask(lead, {}, 2);
    const second = await ask(lead, { page: first.next ?? "" }, 2);
    const third = await ask(lead, { page: second.next ?? "" }, 2);
    const seen = [first, second, third].flatMap((page) => page.rows.map((row) => row.id));
    expect(new Set(seen).size).toBe(5);
    const back = await ask(lead, { page: second.previous ?? "" }, 2);
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    const query = TestQuery.parse({ view: "partly-met", notice: "announced" });
    expect(testsSentence(query, 1, "Service A")).toBe("Tests met in part, announced, Service A, newest first (1).");
  });
});

describe("what other rooms ask", () => {
  test("is the last test of each service that was reported, or else the one held, with the last measured recovery", async () => {
    const rows = await readAs(lead, (tx) => lastTestPerService(tx, lead));
    const a = rows.find((row) => row.serviceId === cast.services.a);
    expect(a?.last).toMatchObject({ id: ids.middle, title: "Second" });
    expect(rows.find((row) => row.serviceId === cast.services.b)).toMatchObject({
      last: { id: ids.other, state: "completed" },
      measured: undefined,
    });
    expect(a?.measured).toMatchObject({ measuredMinutes: 45, targetMinutes: null });
    expect(rows.map((row) => row.serviceId).sort()).toEqual([cast.services.a, cast.services.b].sort());
    const mine = await readAs(manager, (tx) => lastTestPerService(tx, manager));
    expect(mine.map((row) => row.serviceId)).toEqual([cast.services.a]);
  });

  test("names the services without a reported test for six months, those without any first", async () => {
    const rows = await readAs(lead, (tx) => listServicesWithoutTest(tx, lead));
    expect(rows.map((row) => [row.name, row.last?.title])).toEqual([
      ["Service B", "Elsewhere"],
      ["Service C", undefined],
    ]);
    expect(await readAs(manager, (tx) => listServicesWithoutTest(tx, manager))).toEqual([]);
  });

  test("follows one measure over the tests of the same services, up to the test that asks", async () => {
    const measured = async (id: string) => {
      const asked = await testOf(manager, id);
      return readAs(manager, (tx) => listMeasured(tx, manager, asked, ["on-call-reached"]));
    };
    expect((await measured(ids.middle ?? "")).map((point) => [point.minutes, point.notice])).toEqual([
      [14, "announced"],
      [9, "no-notice"],
    ]);
    expect((await measured(ids.old ?? "")).map((point) => point.minutes)).toEqual([14]);
  });

  test("a test counts for its service once it is reported, not when it was held", async () => {
    const { b } = cast.services;
    const listed = async () =>
      (await readAs(lead, (tx) => listServicesWithoutTest(tx, lead))).find((service) => service.id === b)?.last;
    const id = await heldTest(cast, cast.otherServiceManager, { title: "Held since", serviceIds: [b] });
    expect(await listed()).toMatchObject({ id, state: "completed" });
    await score(lead, id, ["met", "met"]);
    await report(lead, id);
    expect(await listed()).toBeUndefined();
  });
});
