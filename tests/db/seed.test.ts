import { expect, test } from "vitest";
import { seedDemo } from "#db/seed/demo.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

test("the sample organisations are made by commands, at their time in the story, and marked as sample history", async () => {
  await seedDemo(here().ownerUrl, { now: new Date() });
  await seedDemo(here().ownerUrl, { now: new Date() });
  const names = await here().owner`select name from organisations order by name`;
  expect(names.map((row) => row.name)).toEqual(["Ashdown Care", "Fennmoor Care Trust"]);
  const [unmarked] = await here().owner`select count(*)::int as entries from trail_entries where not sample`;
  expect(unmarked?.entries).toBe(0);
  const [systems] = await here().owner`select count(*)::int as rows from systems`;
  expect(systems?.rows).toBe(14);
  const risks = await here().owner`select state, count(*)::int as rows from risks group by state order by state`;
  expect(Object.fromEntries(risks.map((row) => [row.state, row.rows]))).toEqual({
    closed: 2,
    draft: 1,
    open: 21,
    tolerated: 2,
  });
});
