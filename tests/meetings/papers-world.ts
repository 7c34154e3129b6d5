import { readAs } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { reportDisruption } from "#lib/disruptions/commands/report.ts";
import { checkMaterial, recordMaterial } from "#lib/materials/commands.ts";
import type { RecordMaterial } from "#lib/materials/inputs.ts";
import type { Paper, PaperSection } from "#lib/meetings/paper.ts";
import { collectPapers, type PaperAsk } from "#lib/papers/collect.ts";
import { plain as anAction, raised } from "#tests/action-items/support.ts";
import { plain as aDisruption, handled, peopleOf } from "#tests/disruptions/support.ts";
import { heldTest, report, score } from "#tests/resilience-tests/support.ts";
import { plain as aRisk, recorded, scored } from "#tests/risks/support.ts";
import type { Cast } from "#tests/support/cast.ts";
import type { World } from "#tests/support/world.ts";

const hours = (ahead: number) => new Date(Date.now() + ahead * 3_600_000);
const copy = (serviceId: string, more: Partial<RecordMaterial> = {}): RecordMaterial => ({
  kind: "care-summary",
  serviceId,
  siteId: undefined,
  place: "Red folder",
  copyNumber: 1,
  copies: 1,
  showsPriorities: undefined,
  ownerId: undefined,
  contentAsOf: hours(-5),
  printedAt: hours(-4),
  useUntil: hours(20),
  ...more,
});

/** A little of everything: two services with a risk each, one overdue action, two disruptions, a test and two copies. */
export async function smallWorld(world: World, cast: Cast) {
  const { "registered-manager": manager, "quality-compliance-lead": quality, "care-worker": worker } = cast.actors;
  const { a, b } = cast.services;
  const above = await recorded(quality, aRisk([b], { ...scored(4, 4), title: "Visits missed when scheduling fails" }));
  const below = await recorded(quality, aRisk([a], { ...scored(3, 3), title: "Phones fail with the internet" }));
  const late = await raised(quality, anAction(quality, [b], { title: "Test the phone tree" }));
  await world.owner.begin(async (sql) => {
    await sql`alter table action_items disable trigger capture`;
    await sql`update action_items set due_on = due_on - 60, original_due_on = original_due_on - 60, due_changes = 2 where id = ${late.id}`;
    await sql`update action_items_versions set due_on = due_on - 60, original_due_on = original_due_on - 60, due_changes = 2 where id = ${late.id}`;
    await sql`alter table action_items enable trigger capture`;
  });
  const over = await handled(peopleOf(cast), 3, ["send"]);
  const live = await reportDisruption(worker, aDisruption([a]));
  const test = await heldTest(cast, manager);
  await score(quality, test, ["met", "partly-met"]);
  await report(quality, test);
  const { id: good } = await recordMaterial(manager, copy(a));
  await checkMaterial(manager, { id: good, result: "present-current", note: undefined });
  const { id: old } = await recordMaterial(cast.otherServiceManager, copy(b, { useUntil: hours(-1) }));
  return { above, below, late, over, live: live.id, test, good, old };
}

/** One section as the actor's committee reads it now. */
export async function paperOf(actor: Actor, ask: PaperAsk, section: PaperSection): Promise<Paper> {
  const [paper] = await readAs(actor, (tx) => collectPapers(tx, actor, ask, [section]));
  if (!paper) throw new Error("The section has no paper.");
  return paper;
}

export const figuresOf = (paper: Paper | undefined) =>
  Object.fromEntries((paper?.figures ?? []).map((one) => [one.key, one.value]));
export const rowsOf = (paper: Paper, key: string) => {
  const table = paper.tables.find((one) => one.key === key);
  if (!table) throw new Error(`There is no table ${key}.`);
  return table.rows.map((row) => row.cells[0]);
};
