import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { readCursor, writeCursor } from "#lib/registers/query.ts";
import { recordSystem } from "#lib/systems/commands.ts";
import { RecordSystem, SystemQuery, systemSorts } from "#lib/systems/inputs.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
const lead = () => cast.actors["digital-lead"];

beforeAll(async () => {
  cast = await castOf(here());
  for (let n = 0; n < 23; n += 1)
    await recordSystem(
      lead(),
      RecordSystem.parse({
        name: `System ${String(n % 7)} of ${n}`,
        category: "dscr",
        tier: String((n % 4) + 1),
        hosting: "cloud-saas",
        serviceIds: [],
      }),
    );
});

const list = (sort: string, page: string | undefined, size = 5) =>
  readAs(lead(), (tx) => listSystems(tx, lead(), SystemQuery.parse({ sort, page }), size));

test.each(systemSorts)("sorted by %s, the pages hold every row once, forwards and back", async (sort) => {
  const whole = (await list(sort, undefined, 100)).rows.map(({ id }) => id);
  expect(whole).toHaveLength(23);
  const forwards: string[][] = [];
  let page = await list(sort, undefined);
  forwards.push(page.rows.map(({ id }) => id));
  while (page.next) {
    page = await list(sort, page.next);
    forwards.push(page.rows.map(({ id }) => id));
  }
  expect(forwards.flat()).toEqual(whole);
  expect(forwards).toHaveLength(5);
  const backwards: string[][] = [page.rows.map(({ id }) => id)];
  while (page.previous) {
    page = await list(sort, page.previous);
    backwards.unshift(page.rows.map(({ id }) => id));
  }
  expect(backwards.flat()).toEqual(whole);
});

const id = "00000000-0000-4000-8000-000000000000";
const values = ["", "x", "1; drop table systems", "9".repeat(40), "1e9", "2026-02-31 09:00:00+00", "now", "𝟙", "'"];

test.each(systemSorts)(
  "sorted by %s, a place that was made up starts at the first page or shows no wrong row",
  async (sort) => {
    const whole = (await list(sort, undefined, 100)).rows.map((row) => row.id);
    for (const value of values)
      for (const way of ["after", "before"] as const) {
        const { rows } = await list(sort, writeCursor({ sort, value, id, way }), 100);
        expect(rows.filter((row) => !whole.includes(row.id))).toEqual([]);
      }
  },
);

test.each(["", "x", "e30", "bnVsbA", Buffer.from('["tier",1,2]').toString("base64url"), "=".repeat(999)])(
  "a place that is no place, %j, is the first page",
  async (text) => {
    expect(readCursor(text)).toBeUndefined();
    expect((await list("tier", text)).rows).toHaveLength(5);
  },
);
