import type postgres from "postgres";
import { filledTables, type Place } from "./risk-rows.ts";
import { columnsOf } from "./trail-rows.ts";

const changing = ["risks", "records"];
const years = 3;

/**
 * A past for rows that were written without their triggers: every row has stood for three years, and risks and their
 * records have changed again and again since; versions lie in the order in which they came about. `others` are entries of
 * other records between them. The chain's hashes are made up, since nothing here walks it. Answers the entries.
 */
export async function fillPast(owner: postgres.Sql, place: Place, changes: number, others = 0): Promise<number> {
  const { organisationId, people } = place;
  return owner.begin(async (tx) => {
    const rows = filledTables.map((table) => {
      const record = table === "records" || table === "risks" ? tx`id` : tx`record_id`;
      const times = changing.includes(table) ? changes : 1;
      return tx`select ${table}::text as table_name, t.id as row_id, t.${record} as record_id, k from ${tx(table)} t,
        generate_series(1, ${times}::int) k where t.organisation_id = ${organisationId}`;
    });
    const [first, ...more] = rows;
    if (!first) throw new Error("No table is told.");
    const all = more.reduce((sum, one) => tx`${sum} union all ${one}`, first);
    await tx`create temporary table told on commit drop as
      select h.number + row_number() over (order by r.k, r.row_id) as number, r.*,
        now() - make_interval(days => ${years * 365}::int) + (r.k - 1) * make_interval(days => ${years * 365}::int) / ${changes}::int
          + random() * interval '10 days' as at
      from (${all}) r, trail_heads h where h.organisation_id = ${organisationId}`;
    await tx`insert into trail_entries (organisation_id, number, at, actor_id, verb, table_name, row_id, record_id, service_ids,
        commitment, previous_hash, hash)
      select ${organisationId}, number, at, ${people[0] ?? ""}::uuid, 'risk.change', table_name, row_id, record_id, '{}',
        sha256(row_id::text::bytea), sha256(row_id::text::bytea), sha256((row_id::text || number)::bytea) from told`;
    await tx`insert into trail_entries (organisation_id, number, at, actor_id, verb, table_name, row_id, record_id, service_ids,
        commitment, previous_hash, hash)
      select ${organisationId}, (select max(number) from told) + n, now() - random() * make_interval(days => ${years * 365}::int),
        ${people[0] ?? ""}::uuid, 'disruption.add', 'timeline_entries', gen_random_uuid(), gen_random_uuid(), '{}',
        sha256(n::text::bytea), sha256(n::text::bytea), sha256(n::text::bytea) from generate_series(1, ${others}::int) n`;
    await tx`create index on told (table_name, row_id)`;
    for (const table of filledTables) {
      const columns: string[] = await columnsOf(tx, table);
      const kept = columns.concat("valid_from", "valid_to", "trail_number");
      await tx`insert into ${tx(`${table}_versions`)} (${tx(kept)})
        select ${tx(columns.map((name) => `t.${name}`))}, l.at, lead(l.at) over (partition by t.id order by l.number), l.number
        from ${tx(table)} t join told l on l.row_id = t.id and l.table_name = ${table} where t.organisation_id = ${organisationId}
        order by l.number`;
    }
    const [head] = await tx<
      { entries: string }[]
    >`update trail_heads h set number = (select max(number) from told) + ${others}::int
      where h.organisation_id = ${organisationId} returning h.number as entries`;
    return Number(head?.entries ?? 0);
  });
}
