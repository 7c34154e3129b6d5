import { expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { collectRegister, freeTexts } from "#lib/evidence/collect/register.ts";
import { unreported } from "#lib/evidence/collect/unreported.ts";
import { sections } from "#lib/evidence/sections.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();
const results = ["result", "actual_minutes", "actual_words", "note"];

/** A test of the sample whose objectives are scored and whose result nobody has reported. */
async function waiting() {
  const [row] = await sample().world.owner`
    select t.organisation_id, t.id from resilience_tests t
    join test_objectives o on o.organisation_id = t.organisation_id and o.record_id = t.id
    where t.state = 'approved' and o.result is not null and (o.note is not null or o.actual_words is not null)
      and (t.service_ids <> '{}') limit 1`;
  await sample().world.owner.begin(async (sql) => {
    await sql`alter table resilience_tests disable trigger user`;
    await sql`update resilience_tests set state = 'completed', answer = null, answer_detail = null, reported_by = null,
      reported_role = null, reported_at = null, approved_by = null, approved_role = null, approved_at = null where id = ${row?.id}`;
    await sql`alter table resilience_tests enable trigger user`;
  });
  return { id: String(row?.id), organisationId: String(row?.organisation_id) };
}

test("what the objectives of an unreported test showed is not read for anybody outside: no result, time, words or note", async () => {
  const { id, organisationId } = await waiting();
  const services = Object.values(sample().cast.services);
  const scope: Context = {
    ...{ kind: "outside", organisationId, personId: crypto.randomUUID(), role: "recipient", services },
    ...{ from: new Date("2025-01-01"), to: new Date("2027-12-31"), sections: ["resilience-tests"] },
  };
  const spec = sections["resilience-tests"].registers.find(({ table }) => table === "test_objectives");
  if (!spec) throw new Error("No register of objectives.");
  const { rows, ...collected } = await readAs(scope, (tx) => collectRegister(tx, scope, spec));
  const its = rows.filter((row) => row.record_id === id);
  expect(its.length).toBeGreaterThan(0);
  for (const row of its) {
    expect(results.map((column) => row[column])).toEqual([null, null, null, null]);
    expect(unreported("test_objectives", row, "result")).toBe("Not reported yet");
    expect(row.says).toBeTruthy();
  }
  const names = { services: new Map(), references: new Map() };
  const told = freeTexts({ ...collected, rows: its }, names).map(({ field }) => field);
  expect(told.filter((field) => !["Objective", "Target"].includes(field))).toEqual([]);
  const others = rows.filter((row) => row.record_id !== id);
  for (const column of results) expect(others.some((row) => row[column] !== null)).toBe(true);
  expect(others.filter((row) => row.result && unreported("test_objectives", row, "result"))).toEqual([]);
});
