import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { changeAs, keepAs, readAs, type Tx } from "#db/client.ts";
import { addDays, londonDay } from "#lib/dates.ts";
import { collectBundle, recipientScope } from "#lib/evidence/collect/bundle.ts";
import { findKnownGaps } from "#lib/evidence/collect/gaps.ts";
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

test.each(["records", "risks", "risk_controls", "action_items"])(
  "from when to when %s stand is written by no role of the portal",
  async (name) => {
    const { qualityLead } = sample().cast.people;
    const writes = keepAs(qualityLead, (tx) => tx.execute(sql`update ${sql.identifier(name)} set stands_from = now()`));
    await expect(writes).rejects.toMatchObject({
      cause: { code: "42501" },
    });
  },
);

test.each(["risk_scores", "action_completions"])("nor with a row of %s that is added", async (name) => {
  const { qualityLead } = sample().cast.people;
  const columns = await sample().world.owner<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${name}
      and is_generated = 'NEVER' and column_name not in ('id', 'stands_from', 'stands_until')`;
  const same = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const stop = new Error("Written, and taken back.");
  const adds = (since: Date | null) =>
    changeAs(qualityLead, "risk.score", async (tx) => {
      await tx.execute(sql`insert into ${sql.identifier(name)} (id, stands_from, ${same})
        select gen_random_uuid(), ${since?.toISOString() ?? null}::timestamptz, ${same} from ${sql.identifier(name)} limit 1`);
      throw stop;
    });
  await expect(adds(null)).rejects.toBe(stop);
  await expect(adds(new Date())).rejects.toMatchObject({
    cause: { code: "42501", message: "stands_from and stands_until are derived" },
  });
});

test("an action that was found done leaves until its effect check is made, and tells when nobody made it in time", async () => {
  const { services } = sample().cast;
  const names = new Map(Object.entries(services).map(([name, id]) => [id, name]));
  const found = await sample().world.owner<{ id: string; verified_at: Date }[]>`
    select a.id, a.verified_at from action_items a join organisations o using (organisation_id)
    where o.name = 'Fennmoor Care Trust' and a.state = 'verified' and cardinality(a.service_ids) > 0`;
  expect(found.length).toBeGreaterThan(0);
  for (const action of found) {
    const { scope } = asked([addDays(londonDay(action.verified_at), 1), addDays(today, 1)]);
    const [rows, gaps] = await readAs(scope, async (tx) => {
      const seen = await tx.execute(sql`select a.id from action_items a join records r on r.id = a.id
        join action_verifications v on v.record_id = a.id where a.id = ${action.id}`);
      const later: Tx = Object.assign(Object.create(tx), { now: new Date(tx.now.getTime() + 400 * 86_400_000) });
      return [
        seen.length,
        await findKnownGaps(later, scope, ["action-items"], { services: names, references: new Map() }),
      ];
    });
    expect([action.id, rows]).toEqual([action.id, 1]);
    expect(gaps.filter(({ recordId }) => recordId === action.id).map(({ what }) => what)).toContainEqual(
      expect.stringContaining("nobody has checked yet whether it worked"),
    );
  }
});

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
