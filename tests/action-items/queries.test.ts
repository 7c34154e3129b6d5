import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { redateAction } from "#lib/action-items/commands/progress.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { countAges, countOverdue, strengthMix } from "#lib/action-items/queries/measures.ts";
import { actionsSentence, countActionViews, listActions, listActionsOf } from "#lib/action-items/queries/register.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { plain, raised } from "./support.ts";

const here = useWorld();
let cast: Cast;
let quality: Actor;
const today = londonDay(new Date());

/** Due dates in the past come with time; the test moves them there. */
async function dueDaysAgo(id: string, days: number) {
  await here().owner.begin(async (sql) => {
    await sql`alter table action_items disable trigger capture`;
    await sql`update action_items set due_on = ${addDays(today, -days)}, original_due_on = ${addDays(today, -days)}
      where id = ${id}`;
    await sql`alter table action_items enable trigger capture`;
  });
}

beforeAll(async () => {
  cast = await castOf(here());
  quality = cast.actors["quality-compliance-lead"];
  const worker = cast.actors["care-worker"];
  const overdue: [days: number, services: string[]][] = [
    [3, [cast.services.a]],
    [8, [cast.services.a, cast.services.b]],
    [45, [cast.services.b]],
    [120, []],
  ];
  for (const [days, services] of overdue) {
    const action = await raised(quality, plain(services.includes(cast.services.a) ? worker : quality, services));
    await dueDaysAgo(action.id, days);
  }
  const moved = await raised(quality, plain(quality, [cast.services.a], { level: "training" }));
  await redateAction(quality, { id: moved.id, version: 1, dueOn: addDays(today, 40), reason: "Rota change" });
});

test("overdue actions are counted for each service they name, and for the whole organisation", async () => {
  const counts = await readAs(quality, (tx) => countOverdue(tx, quality));
  expect(Object.fromEntries(counts)).toEqual({
    [cast.services.a]: { overdue: 2, oldestDueOn: addDays(today, -8) },
    [cast.services.b]: { overdue: 2, oldestDueOn: addDays(today, -45) },
    all: { overdue: 1, oldestDueOn: addDays(today, -120) },
  });
});

test("their ages fall into bands, and each band's filter lists as many", async () => {
  const ages = await readAs(quality, (tx) => countAges(tx, quality));
  expect(ages).toEqual({ "to-7": 1, "to-30": 1, "to-90": 1, "over-90": 1 });
  for (const age of ["to-7", "to-30", "to-90", "over-90"] as const) {
    const listed = await readAs(quality, (tx) => listActions(tx, quality, ActionQuery.parse({ view: "overdue", age })));
    expect(listed.total).toBe(ages[age]);
  }
});

test("each view counts what it lists", async () => {
  const counts = await readAs(quality, (tx) => countActionViews(tx, quality));
  expect(counts).toMatchObject({ open: 5, overdue: 4, "re-dated": 1, mine: 3, waiting: 0, done: 0 });
  for (const view of ["open", "overdue", "re-dated", "mine", "waiting", "done", "cancelled", "effect-due"] as const) {
    const listed = await readAs(quality, (tx) => listActions(tx, quality, ActionQuery.parse({ view })));
    expect(listed.total, view).toBe(counts[view]);
    expect(listed.rows).toHaveLength(counts[view]);
  }
});

test("another organisation lists none; a manager lists those of the service and the organisation; a care worker the own", async () => {
  const total = async (actor: Actor) =>
    (await readAs(actor, (tx) => listActions(tx, actor, ActionQuery.parse({})))).total;
  expect(await total(cast.foreign.actors["registered-manager"])).toBe(0);
  expect(await total(cast.actors["registered-manager"])).toBe(4);
  expect(await total(cast.otherServiceManager)).toBe(3);
  expect(await total(cast.actors["care-worker"])).toBe(2);
});

test("pages follow one another without a gap or a repeat", async () => {
  const first = await readAs(quality, (tx) => listActions(tx, quality, ActionQuery.parse({}), 2));
  const seen = first.rows.map((row) => row.id);
  for (let next = first.next; next; ) {
    const page = await readAs(quality, (tx) => listActions(tx, quality, ActionQuery.parse({ page: next }), 2));
    seen.push(...page.rows.map((row) => row.id));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
});

test("a record's actions and their strength are found from the record", async () => {
  const source = await raised(quality, plain(quality, [cast.services.a]));
  await raised(quality, plain(quality, [cast.services.a], { sourceRecordId: source.id, level: "training" }));
  await raised(quality, plain(quality, [cast.services.a], { sourceRecordId: source.id, level: "redundancy" }));
  await raised(quality, plain(quality, [cast.services.a], { sourceRecordId: source.id, draft: true }));
  expect(await readAs(quality, (tx) => listActionsOf(tx, quality, source.id))).toHaveLength(3);
  expect(await readAs(quality, (tx) => strengthMix(tx, quality, source.id))).toEqual({
    strong: 0,
    intermediate: 1,
    weak: 1,
  });
});

test("the register says itself in a sentence", () => {
  const query = ActionQuery.parse({ view: "overdue", source: "risk", strength: "weak" });
  expect(actionsSentence(query, 3, { service: "Larkfield House" })).toBe(
    "Overdue actions, from risk treatment, weaker only, Larkfield House, first due first (3).",
  );
});

test("the outside role reads none of an organisation's actions without a grant", async () => {
  expect(await here().outside`select id from action_items`).toEqual([]);
});
