import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { admin, checked, choosing, endState, guessed, here, imported, providersOf, upload } from "./importing.ts";

const trafford = resolve(import.meta.dirname, "../../../shared/data/services-trafford.csv");
const missing = existsSync(trafford) ? undefined : "../shared/data/services-trafford.csv is not here";
if (missing) console.log(`Skipped: the import of the Trafford list, because ${missing}.`);

test.skipIf(missing)(
  "the real list of services in Trafford is imported for two providers, twice with the same end",
  async () => {
    const content = readFileSync(trafford, "utf8");
    const draft = await guessed(await upload(content));
    expect(draft.rowCount).toBe(56);
    const providers = await providersOf(draft);
    expect(providers).toHaveLength(46);
    const most = [...providers].sort((a, b) => b.rows - a.rows).slice(0, 2);
    const ready = await choosing(
      draft,
      most.map((one) => one.key),
    );
    const plan = await checked(ready);
    expect(plan.problems).toEqual([]);
    const rows = most.reduce((sum, one) => sum + one.rows, 0);
    expect(await imported(ready)).toMatchObject({ created: rows, updated: 0, leftOut: 0 });
    const state = await endState();
    const again = await choosing(
      await guessed(await upload(content)),
      most.map((one) => one.key),
    );
    expect(await imported(again)).toMatchObject({ created: 0, updated: 0, unchanged: rows });
    expect(await endState()).toBe(state);
  },
);

test.skipIf(missing)("every row of the real Trafford list can be read without a problem", async () => {
  const draft = await guessed(await upload(readFileSync(trafford, "utf8")));
  const all = (await providersOf(draft)).map((one) => one.key);
  const done = await imported(await choosing(draft, all));
  expect(done).toMatchObject({ created: 56, updated: 0, unchanged: 0, leftOut: 0 });
  const kinds = await here().owner`select types, count(*)::int as rows from services
    where organisation_id = ${admin.organisationId} and cqc_location_id is not null group by types order by rows`;
  expect(kinds.map((row) => [row.types, row.rows])).toEqual(
    expect.arrayContaining([
      [["care-home"], 37],
      [["care-home-nursing"], 17],
      [["care-home-nursing", "care-home"], 1],
      [["care-home", "homecare", "supported-living"], 1],
    ]),
  );
});
