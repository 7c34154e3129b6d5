import { expect, test } from "vitest";
import { verifyTrail } from "#db/verify-trail.ts";
import { useWorld } from "#tests/support/world.ts";
import { openPlace } from "./organisation.ts";
import { fillRisks, rowsPerRisk } from "./risk-rows.ts";
import { fillTrail } from "./trail-rows.ts";
import { fillWork } from "./work-rows.ts";

const here = useWorld();

test("rows written for measuring stand as if their triggers had written them, and a changed one is found", async () => {
  const place = await openPlace(here().ownerUrl, "Bench");
  await fillRisks(here().owner, place, 200);
  const entries = await fillTrail(here().owner, place);
  expect(entries).toBeGreaterThan(200 * rowsPerRisk);
  const problem = async () => (await verifyTrail(here().ownerUrl)).find((one) => one.name === "Bench")?.problem;
  expect(await problem()).toBeUndefined();
  await here()
    .owner`update risks_versions set title = 'Another' where trail_number = (select max(trail_number) from risks_versions)`;
  expect(await problem()).toMatch(/^the version of risks at entry \d+ is not what was written$/);
});

test("an action written for measuring stands since its record does", async () => {
  await fillWork(here().owner, await openPlace(here().ownerUrl, "Bench of work"));
  const [work] = await here().owner`
    select count(*)::int as rows, count(*) filter (where a.stands_from = r.stands_from)::int as standing
    from action_items a join records r on r.organisation_id = a.organisation_id and r.id = a.id`;
  expect(work?.rows).toBeGreaterThan(0);
  expect(work?.standing).toBe(work?.rows);
});
