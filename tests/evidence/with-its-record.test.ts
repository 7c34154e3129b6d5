import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { keepAs, readAs } from "#db/client.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { sectionIds } from "#lib/evidence/sections.ts";
import { useSample } from "#tests/support/world.ts";

const sample = useSample();
const sections = [...sectionIds];
const today = londonDay(new Date());
const periods = [
  [addDays(today, -700), today],
  [addDays(today, -50), today],
  [addDays(today, -330), addDays(today, -150)],
] as const;

function asked([periodFrom, periodTo]: readonly [string, string]) {
  const { people, services } = sample().cast;
  const order = {
    ...{ id: randomUUID(), reference: "EB-2026-099", title: "A period", purpose: "cqc-inspection" as const },
    ...{
      marking: "Public",
      recipient: "Care Quality Commission",
      body: null,
      framework: "Single assessment framework",
    },
    ...{ periodFrom, periodTo, sections, issue: 1, supersedes: null, preparedBy: "Quality lead" },
  };
  const scope = recipientScope(people.qualityLead.organisationId, order, Object.values(services));
  return { order, scope: { ...scope, sections } };
}

test.each(periods)("from %s to %s no row leaves without the record that it is about", async (...period) => {
  const { scope } = asked(period);
  const children = await sample().world.owner<{ name: string }[]>`
    select p.tablename as name from pg_policies p join information_schema.columns c on c.table_name = p.tablename
    where p.policyname = 'outside_select' and c.table_schema = 'public' and c.column_name = 'record_id' and p.tablename <> 'request_replies'`;
  expect(children.length).toBeGreaterThan(25);
  let seen = 0;
  for (const { name } of children) {
    const [found] = await readAs(scope, (tx) =>
      tx.execute<{ rows: number; alone: number }>(sql`select count(*)::int as rows,
        count(*) filter (where record_id is null or record_id not in (select id from records))::int as alone
        from ${sql.identifier(name)}`),
    );
    expect([name, found?.alone]).toEqual([name, 0]);
    seen += found?.rows ?? 0;
  }
  expect(seen).toBeGreaterThan(20);
});

test.each(periods)(
  "from %s to %s a bundle's registers name each row's record, and each proof's control",
  async (...period) => {
    const { order, scope } = asked(period);
    const { content } = await collectBundle(scope, order);
    const nameless = content.registers
      .filter(({ rows }) => rows.some((row) => row.record === null))
      .map(({ name }) => name);
    expect(nameless.filter((name) => !["services", "appetites"].includes(name))).toEqual([]);
    const proofs = content.registers.find(({ name }) => name === "risk-proofs");
    const controls = content.registers.find(({ name }) => name === "risk-controls")?.rows.map((row) => row.description);
    expect(proofs?.rows.length).toBeGreaterThan(0);
    for (const row of proofs?.rows ?? []) expect(controls).toContain(row.control_id);
  },
);

test.each(["records", "risks", "risk_controls", "risk_scores", "action_completions"])(
  "from when to when %s stand is written by no role of the portal",
  async (name) => {
    const { qualityLead } = sample().cast.people;
    const writes = keepAs(qualityLead, (tx) => tx.execute(sql`update ${sql.identifier(name)} set stands_from = now()`));
    await expect(writes).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  },
);

test("an effect check leaves in the period in which it was made, with the action that it is about", async () => {
  const checks = await sample().world.owner<{ id: string; record_id: string; at: Date }[]>`
    select c.id, c.record_id, c.at from action_effect_checks c join organisations o using (organisation_id)
    where o.name = 'Fennmoor Care Trust' and cardinality(c.service_ids) > 0`;
  expect(checks.length).toBeGreaterThan(0);
  for (const check of checks) {
    const day = londonDay(check.at);
    const [seen] = await readAs(asked([day, day]).scope, (tx) =>
      tx.execute<{ rows: number }>(sql`select count(*)::int as rows from action_effect_checks c
        join action_items a on a.id = c.record_id join records r on r.id = a.id where c.id = ${check.id}`),
    );
    expect([check.record_id, seen?.rows]).toEqual([check.record_id, 1]);
  }
});
