import { ne } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { own, readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { risks } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { csvLine } from "#lib/csv.ts";
import { takeBoardLimit } from "#lib/meetings/commands/carry.ts";
import { readCursor } from "#lib/registers/query.ts";
import { setAppetite } from "#lib/risks/commands/accept.ts";
import { addControl, proveControl } from "#lib/risks/commands/controls.ts";
import { riskSorts, riskViews } from "#lib/risks/inputs.ts";
import { riskExport } from "#lib/risks/queries/export.ts";
import { countCells, countViews, listAboveAppetite, listRisks, momentOf } from "#lib/risks/queries/register.ts";
import { type Level, levels } from "#lib/risks/risk.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";
import { asked, plain, recorded, scored } from "./support.ts";

const here = useWorld();
let cast: Cast;
let lead: Actor;
let manager: Actor;

beforeAll(async () => {
  cast = await castOf(here());
  lead = cast.actors["quality-compliance-lead"];
  manager = cast.actors["registered-manager"];
  const { a, b } = cast.services;
  const categories = ["telephony", "connectivity", "cyber-attack"] as const;
  let count = 0;
  for (const likelihood of levels)
    for (const consequence of [1, 3, 4, 5] as Level[]) {
      count += 1;
      const category = categories[count % 3] ?? "telephony";
      const title = `Risk ${String(count).padStart(2, "0")} of ${category}`;
      const serviceIds = [[a], [b], [a, b], []][count % 4] ?? [];
      const ownerId = count % 5 === 0 ? lead.personId : undefined;
      await recorded(lead, plain(serviceIds, { ...scored(likelihood, consequence), title, category, ownerId }));
    }
  await recorded(lead, plain([a], { draft: true, title: "A draft" }));
  await recorded(cast.foreign.actors["digital-lead"], plain([], { ...scored(5, 5), title: "Foreign" }));
  const limit = { category: "cyber-attack", maximum: 20, decidedOn: "2026-04-23" } as const;
  await setAppetite(
    cast.actors["nominated-individual"],
    { ...limit, decisionReference: "Board minute 41" },
    takeBoardLimit,
  );
});

const list = (actor: Actor, query: Record<string, string> = {}) =>
  readAs(actor, async (tx) => listRisks(tx, actor, asked(query), await momentOf(tx, actor), 500));

describe("the heat map", () => {
  test.each([
    {},
    { words: "telephony" },
    { least: "8" },
    { view: "above" },
    { category: "cyber-attack", least: "4" },
    { view: "draft" },
  ] as Record<string, string>[])("counts in each cell what the register shows for it: %o", async (query) => {
    const cells = await readAs(lead, async (tx) =>
      countCells(tx, lead, asked({ ...query, cell: "5-5" }), await momentOf(tx, lead)),
    );
    const { total } = await list(lead, query);
    expect(cells.reduce((sum, cell) => sum + cell.rows, 0)).toBe(total);
    for (const likelihood of levels)
      for (const consequence of levels) {
        const cell = `${likelihood}-${consequence}`;
        const shown = await list(lead, { ...query, cell });
        const counted = cells.find((one) => one.likelihood === likelihood && one.consequence === consequence);
        expect(counted?.rows ?? 0, cell).toBe(shown.total);
        expect(shown.rows).toHaveLength(shown.total);
      }
  });
});

describe("the register", () => {
  test("each view holds as many rows as its tab says", async () => {
    const counts = await readAs(lead, async (tx) => countViews(tx, lead, await momentOf(tx, lead)));
    for (const view of riskViews) expect((await list(lead, { view })).total, view).toBe(counts[view]);
    expect(counts).toMatchObject({ open: 20, draft: 1, closed: 0, mine: 4, overdue: 0, unproved: 20 });
  });

  test("a category's own limit moves its risks out of what is above appetite", async () => {
    const { rows } = await list(lead, { view: "above" });
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row.score).toBeGreaterThan(row.category === "cyber-attack" ? 20 : 12);
    const all = (await list(lead)).rows;
    const expected = all.filter((row) => row.score > (row.category === "cyber-attack" ? 20 : 12));
    expect(rows.map((row) => row.id).sort()).toEqual(expected.map((row) => row.id).sort());
    const notable = await readAs(lead, async (tx) => listAboveAppetite(tx, lead, await momentOf(tx, lead)));
    expect(notable.above[0]?.score).toBe(Math.max(...expected.map((row) => row.score)));
  });

  test("a proof today takes a risk out of those without evidence", async () => {
    const risk = await recorded(lead, plain([cast.services.c], { title: "Proved today" }));
    const before = (await list(lead, { view: "unproved" })).total;
    const control = { type: "detective", line: "first", description: "A call each week" } as const;
    const { controlId } = await addControl(lead, { id: risk.id, version: risk.version, ...control });
    expect((await list(lead, { view: "unproved" })).total).toBe(before);
    const proof = { found: "effective", line: "first", how: "Called", evidenceId: undefined } as const;
    await proveControl(lead, { id: risk.id, controlId, provedOn: new Date().toISOString().slice(0, 10), ...proof });
    expect((await list(lead, { view: "unproved" })).total).toBe(before - 1);
  });

  test.each(riskSorts)("pages by %s meet every row once, and go back the same way", async (sort) => {
    const every = (await list(lead, { sort })).rows.map((row) => row.id);
    const seen: string[] = [];
    let cursor: string | undefined;
    let first: string[] = [];
    for (let page = 0; page < 9; page += 1) {
      const shown = await readAs(lead, async (tx) =>
        listRisks(
          tx,
          lead,
          { ...asked({ sort }), page: cursor ? readCursor(cursor) : undefined },
          await momentOf(tx, lead),
          4,
        ),
      );
      if (page === 0) first = shown.rows.map((row) => row.id);
      if (page === 1) {
        const back = await readAs(lead, async (tx) =>
          listRisks(
            tx,
            lead,
            { ...asked({ sort }), page: readCursor(shown.previous ?? "") },
            await momentOf(tx, lead),
            4,
          ),
        );
        expect(back.rows.map((row) => row.id)).toEqual(first);
      }
      seen.push(...shown.rows.map((row) => row.id));
      cursor = shown.next;
      if (!cursor) break;
    }
    expect(seen).toEqual(every);
  });

  test("made-up keys of the address fall back; they never hide rows or break the page", async () => {
    const odd = { view: "x", sort: "x", cell: "9-9", least: "x", owner: "x", page: "x", service: "x", category: "x" };
    expect((await list(lead, odd)).total).toBe((await list(lead)).total);
  });

  test("the export holds the rows of the view, with its sentence on top", async () => {
    const query = asked({ least: "8", view: "open", service: cast.services.a });
    const view = riskExport(lead, query);
    const exported = await readAs(lead, async (tx) => {
      const { sentence, page } = await view.rows(tx);
      return { sentence, rows: (await page(undefined)).rows };
    });
    const { rows, total } = await readAs(lead, async (tx) => listRisks(tx, lead, query, await momentOf(tx, lead), 500));
    expect(exported.sentence).toBe(`Open risks, Service A, score 8 or more, highest first (${total}).`);
    expect(exported.rows.map((row) => row.reference)).toEqual(rows.map((row) => row.reference));
    const [first] = rows;
    if (!first) throw new Error("The view is empty.");
    const line = csvLine(view.columns.map((column) => column.value(first)));
    expect(line.startsWith(`${first.reference},${first.title},`)).toBe(true);
    expect(line).toContain(`,${first.initialScore},`);
  });
});

describe("who sees which risks", () => {
  test("a manager sees their own service's risks and those of the whole organisation, in rows, tabs and picture", async () => {
    const { a } = cast.services;
    const all = (await list(lead)).rows;
    const mine = all.filter((row) => row.serviceIds.length === 0 || row.serviceIds.includes(a)).map((row) => row.id);
    const shown = await list(manager);
    expect(shown.rows.map((row) => row.id).sort()).toEqual(mine.sort());
    const cells = await readAs(manager, async (tx) => countCells(tx, manager, asked(), await momentOf(tx, manager)));
    expect(cells.reduce((sum, cell) => sum + cell.rows, 0)).toBe(mine.length);
    expect((await readAs(manager, async (tx) => countViews(tx, manager, await momentOf(tx, manager)))).open).toBe(
      mine.length,
    );
  });

  test("another organisation's risk is in no row and no count", async () => {
    expect((await list(lead, { words: "Foreign" })).total).toBe(0);
    const theirs = await list(cast.foreign.actors["digital-lead"]);
    expect(theirs.rows.map((row) => row.title)).toEqual(["Foreign"]);
  });

  test("outside, only risks whose every service is granted, no draft, and only the columns of the field list", async () => {
    const { a } = cast.services;
    const outside = (sections: string[], services: string[]): Context => ({
      ...{ organisationId: lead.organisationId, personId: lead.personId, kind: "outside", role: "inspector" },
      ...{ services, sections, grantId: lead.personId, from: new Date("2020-01-01"), to: new Date("2099-12-31") },
    });
    const asOutside = (context: Context) =>
      readAs(context, (tx) =>
        tx
          .select({ id: risks.id })
          .from(risks)
          .where(own(risks, context, ne(risks.state, "draft"))),
      );
    const all = (await list(lead)).rows;
    const only = all.filter((row) => row.serviceIds.join() === a);
    const shown = await asOutside(outside(["risks"], [a]));
    expect(shown.map((row) => row.id).sort()).toEqual(only.map((row) => row.id).sort());
    expect(await asOutside(outside(["systems"], [a]))).toEqual([]);
    await expect(here().outside`select owner_id from risks`).rejects.toThrow(/permission denied/);
  });
});
