import { expect, test } from "vitest";
import { seedDemo } from "#db/seed/demo.ts";
import { verifyTrail } from "#db/verify-trail.ts";
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
  expect(systems?.rows).toBe(14 + 1);
  const risks = await here().owner`select state, count(*)::int as rows from risks group by state order by state`;
  expect(Object.fromEntries(risks.map((row) => [row.state, row.rows]))).toEqual({
    closed: 2,
    draft: 1,
    open: 21 + 1,
    tolerated: 2,
  });
  const kept = await here().owner`
    select r.reference, d.state, coalesce(d.severity_confirmed, d.severity_triage) as severity,
      (select count(*)::int from timeline_entries t where t.record_id = d.id) as entries,
      (select sum(written)::int from paper_records p where p.record_id = d.id) as written,
      (select sum(checked)::int from paper_records p where p.record_id = d.id) as checked,
      (select array_agg(slot order by at) from sign_offs s where s.record_id = d.id) as signed
    from disruptions d join records r on r.id = d.id order by d.period_at`;
  expect(kept).toHaveLength(19 + 1);
  expect(
    kept.filter((row) => row.state !== "closed").map((row) => [row.state, row.severity, row.written, row.checked]),
  ).toEqual([
    ["awaiting-approval", 4, 81, 80],
    ["downtime-active", 3, null, null],
  ]);
  expect(kept.at(-2)).toMatchObject({
    entries: 24,
    signed: ["registered-manager", "quality-compliance-lead", "digital-lead"],
  });
  const [links] = await here().owner`select count(*)::int as rows, count(distinct statement_id)::int as statements,
    count(*) filter (where l.linked_at < (select min(e.at) from trail_entries e where e.row_id = l.record_id))::int as early
    from evidence_links l`;
  expect(links?.rows).toBeGreaterThan(100);
  expect(links?.statements).toBeLessThan(34);
  expect(links?.early).toBe(0);
  const asked = await here().owner`select state from requests order by asked_at`;
  expect(asked.map((row) => row.state)).toEqual(["declined", "open"]);
  const chains = await verifyTrail(here().ownerUrl);
  expect(chains.map((chain) => [chain.name, chain.problem])).toEqual([
    ["Ashdown Care", undefined],
    ["Fennmoor Care Trust", undefined],
  ]);
}, 180_000);

test("each risk's story is told in the order of time, so that a past day shows nothing that came after it", async () => {
  const rows = await here().owner`select r.reference, v.proved_on, v.valid_from from risks_versions v
    join records r on r.organisation_id = v.organisation_id and r.id = v.id
    where v.proved_on > v.valid_from::date or exists (select 1 from risks_versions later where later.organisation_id = v.organisation_id
      and later.id = v.id and later.trail_number > v.trail_number and later.valid_from < v.valid_from)`;
  expect(rows.map((row) => row.reference)).toEqual([]);
  const [told] = await here().owner`select count(*)::int as versions from risks_versions`;
  expect(told?.versions).toBeGreaterThan(100);
});

test("from when to when a record stands is what its room says, also when it is made again from there", async () => {
  const told = () =>
    here().owner`select r.kind, r.reference, r.stands_from, r.stands_until from records r order by r.id`;
  const apart = () => here().owner`select r.reference from records r
    left join risks k on k.organisation_id = r.organisation_id and k.id = r.id
    left join action_items a on a.organisation_id = r.organisation_id and a.id = r.id
    left join disruptions d on d.organisation_id = r.organisation_id and d.id = r.id
    left join resilience_tests t on t.organisation_id = r.organisation_id and t.id = r.id
    left join minute_extracts x on x.organisation_id = r.organisation_id and x.id = r.id
    where r.stands_from is distinct from case r.kind
        when 'risk' then case when k.state <> 'draft' then coalesce((select min(scored_at) from risk_scores s where s.record_id = r.id), k.created_at) end
        when 'action-item' then a.raised_at when 'disruption' then d.period_at when 'resilience-test' then t.held_from
        when 'extract' then case when x.state = 'marked' then x.held_at end
        when 'system' then '-infinity' when 'material' then '-infinity' end
      or r.stands_until is distinct from case r.kind when 'risk' then case when k.state = 'closed' then k.changed_at end
        when 'action-item' then case when a.state = 'cancelled' then a.changed_at when a.state = 'effective'
          then greatest(a.verified_at, (select max(c.at) from action_effect_checks c where c.record_id = a.id)) end when 'extract' then case when x.state = 'marked' then x.held_at end
        when 'disruption' then d.period_at when 'resilience-test' then t.held_from end`;
  const derived = await here().owner<{ name: string; key: string }[]>`
    select c.table_name as name, case when r.column_name is null then 'id' else 'record_id' end as key
    from information_schema.columns c left join information_schema.columns r
      on r.table_schema = c.table_schema and r.table_name = c.table_name and r.column_name = 'record_id'
    where c.table_schema = 'public' and c.column_name = 'stands_from' and c.table_name <> 'records' and c.table_name not like '%\\_versions'`;
  expect(derived.length).toBeGreaterThanOrEqual(10);
  const otherwise = async (on = derived) => {
    const found = [];
    for (const { name, key } of on)
      found.push(
        ...(await here().owner`select ${name} as name, r.reference from ${here().owner(name)} t
          join records r on r.organisation_id = t.organisation_id and r.id = t.${here().owner(key)}
          where t.stands_from is distinct from r.stands_from or t.stands_until is distinct from r.stands_until`),
      );
    return found.map((row) => [row.name, row.reference]);
  };
  const before = await told();
  const kinds = new Set(before.filter((row) => row.stands_from !== null).map((row) => row.kind));
  expect([...kinds]).toEqual(
    expect.arrayContaining(["action-item", "disruption", "material", "resilience-test", "risk", "system"]),
  );
  expect(await apart()).toEqual([]);
  expect(await otherwise()).toEqual([]);
  await here().owner`update records set stands_from = null, stands_until = now() where stands_from is not null`;
  expect((await apart()).length).toBeGreaterThan(0);
  await here().owner`select guard.keep_stands(organisation_id, kind, id) from records`;
  expect(await told()).toEqual(before);
  for (const { name } of derived) {
    await here().owner`update ${here().owner(name)} set stands_from = now() where stands_from is not null`;
    expect((await otherwise()).map(([told]) => told)).toContain(name);
    await here().owner`select guard.keep_stands(organisation_id, kind, id) from records`;
    expect(await otherwise()).toEqual([]);
  }
  await here().owner`update records_versions v set stands_from = r.stands_from, stands_until = r.stands_until
    from records r where r.organisation_id = v.organisation_id and r.id = v.id and v.valid_to is null`;
  expect((await verifyTrail(here().ownerUrl)).filter((chain) => chain.problem)).toEqual([]);
}, 120_000);
