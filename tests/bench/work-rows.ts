import type postgres from "postgres";
import type { Place } from "./risk-rows.ts";
import { columnsOf } from "./trail-rows.ts";

const tables = ["records", "action_items", "disruptions", "materials"];
const perService = 20;

/** Actions, disruptions and copies of every service, with a version each, as the owner and without the trail. */
export async function fillWork(owner: postgres.Sql, place: Place): Promise<void> {
  const [first = "", second = ""] = place.people;
  const org = place.organisationId;
  await owner.begin(async (tx) => {
    for (const table of tables) await tx`alter table ${tx(table)} disable trigger user`;
    await tx`create temporary table made on commit drop as
      select s.id as service, n, kind, gen_random_uuid() as id, now() - make_interval(days => (n * 4)::int, mins => 10) as at
      from unnest(${[...place.services]}::uuid[]) as s (id), generate_series(1, ${perService}::int) n,
        unnest(array['action-item', 'disruption', 'material']) as kind`;
    await tx`insert into records (organisation_id, id, kind, reference, title, state, service_ids, changed_at, stands_from)
      select ${org}, id, kind, upper(left(kind, 3)) || '-' || left(id::text, 13), 'Made for measuring ' || n, 'open', array[service], at, at from made`;
    await tx`insert into action_items (organisation_id, id, title, source_kind, owner_id, due_on, original_due_on, priority, strength,
        level, measure, state, raised_by, raised_at, service_ids, changed_at, stands_from)
      select ${org}, id, 'Made for measuring ' || n, 'audit', ${first}::uuid, current_date + (n - 5)::int, current_date + (n - 5)::int,
        'high', 'strong', 'simplify', 'It is seen', case when n % 3 = 0 then 'in-progress' else 'open' end, ${second}::uuid, at,
        array[service], at, at from made where kind = 'action-item'`;
    await tx`insert into disruptions (organisation_id, id, title, type, state, severity_triage, care_affected, paper, started_at,
        noticed_at, restored_at, reported_at, reported_by, reported_role, period_at, service_ids, changed_at)
      select ${org}, id, 'Made for measuring ' || n, 'internet-outage', case when n > 2 then 'closed' else 'under-review' end,
        1 + n % 4, 'no', 'not-known', at, at, at + interval '3 hours', at, ${first}::uuid, 'registered-manager', at, array[service], at
      from made where kind = 'disruption'`;
    await tx`insert into materials (organisation_id, id, kind, service_id, place, shelf, content_as_of, printed_at, use_until, state,
        last_result, last_checked_at, last_role, service_ids, created_at, changed_at)
      select ${org}, id, 'care-summary', service, 'Red folder ' || n, 'Service, Red folder ' || n, at, at,
        now() + make_interval(days => (n - 4)::int), 'current', 'present-current', now() - interval '2 days', 'shift-lead',
        array[service], at, at from made where kind = 'material'`;
    for (const table of tables) {
      const columns: string[] = await columnsOf(tx, table);
      const kept = columns.concat("valid_from", "valid_to", "trail_number");
      await tx`insert into ${tx(`${table}_versions`)} (${tx(kept)})
        select ${tx(columns.map((name) => `t.${name}`))}, m.at, null::timestamptz, 100000000 + row_number() over (order by m.id)
        from ${tx(table)} t join made m on m.id = t.id`;
    }
    for (const table of tables) await tx`alter table ${tx(table)} enable trigger user`;
  });
}
