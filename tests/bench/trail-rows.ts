import type postgres from "postgres";
import { type FilledTable, filledTables } from "./risk-rows.ts";

/** What the triggers name as the record of a row, and whether the row carries its services. */
const recordOf: Record<FilledTable, string> = {
  records: "id",
  record_services: "",
  risks: "id",
  risk_scores: "record_id",
  risk_controls: "record_id",
  control_proofs: "record_id",
  risk_acceptances: "record_id",
};

/**
 * The trail of rows that were written without their triggers: entries that continue the organisation's chain, texts
 * with salts, and versions, as guard.capture writes them one by one. Set-based, since the trigger takes the better part
 * of an hour for a million rows; the functions that make hashes and commitments are the database's own, and the verifier
 * that is measured afterwards finds fault with anything that is not as the trigger would have it. Answers the entries.
 */
export async function fillTrail(owner: postgres.Sql, place: { organisationId: string; people: readonly string[] }) {
  const { organisationId, people } = place;
  return owner.begin(async (tx) => {
    await tx`create function pg_temp.link(state bytea, head bytea, told text) returns bytea language sql immutable as
      $$ select sha256(coalesce(state, head) || convert_to(told, 'UTF8')) $$`;
    await tx`create aggregate pg_temp.chained(bytea, text) (sfunc = pg_temp.link, stype = bytea)`;
    const rows = filledTables.map((table, part) => {
      const record = recordOf[table];
      return tx`select ${part}::int as part, ${table}::text as table_name, id as row_id, ${record ? tx(record) : tx`null::uuid`} as record_id,
        ${record ? tx`service_ids` : tx`'{}'::uuid[]`} as service_ids, (to_jsonb(t) - '{stands_from,stands_until}'::text[])::text as after
        from ${tx(table)} t where organisation_id = ${organisationId}`;
    });
    const [first, ...more] = rows;
    if (!first) throw new Error("No table is told.");
    const all = more.reduce((sum, one) => tx`${sum} union all ${one}`, first);
    await tx`create temporary table told on commit drop as
      select h.number + row_number() over (order by r.row_id, r.part) as number, h.hash as head, r.*,
        uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt,
        now() + make_interval(secs => row_number() over (order by r.row_id, r.part) / 1000000.0) as at
      from (${all}) r, trail_heads h where h.organisation_id = ${organisationId}`;
    await tx`create temporary table linked on commit drop as
      with promised as (select t.*, guard.commitment(t.salt, null, t.after) as commitment from told t),
        chained as (select p.*, pg_temp.chained(p.head, concat_ws('|', ${organisationId}::uuid, p.number,
          to_char(p.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${people[0] ?? ""}::uuid, 'bench.fill', p.table_name,
          p.row_id, encode(p.commitment, 'hex'))) over (order by p.number rows unbounded preceding) as hash from promised p)
      select *, coalesce(lag(hash) over (order by number), head) as previous from chained`;
    await tx`insert into trail_entries (organisation_id, number, at, actor_id, verb, table_name, row_id, record_id, service_ids,
        commitment, previous_hash, hash)
      select ${organisationId}, number, at, ${people[0] ?? ""}::uuid, 'bench.fill', table_name, row_id, record_id, service_ids,
        commitment, previous, hash from linked order by number`;
    await tx`insert into trail_texts (organisation_id, number, salt, after)
      select ${organisationId}, number, salt, after from linked order by number`;
    await tx`create index on linked (row_id, table_name)`;
    for (const table of filledTables) {
      const columns: string[] = await columnsOf(tx, table);
      const kept = columns.concat("valid_from", "trail_number");
      await tx`insert into ${tx(`${table}_versions`)} (${tx(kept)})
        select ${tx(columns.map((name) => `t.${name}`))}, l.at, l.number
        from ${tx(table)} t join linked l on l.row_id = t.id and l.table_name = ${table}
        where t.organisation_id = ${organisationId}`;
    }
    const [head] = await tx<{ entries: string }[]>`update trail_heads h set number = l.number, hash = l.hash
      from (select number, hash from linked order by number desc limit 1) l
      where h.organisation_id = ${organisationId} returning h.number as entries`;
    return Number(head?.entries ?? 0);
  });
}

/** The columns of a table in their order; its versions have them by name, not in the same places. */
export async function columnsOf(tx: postgres.TransactionSql, table: string): Promise<string[]> {
  const named = await tx<{ name: string }[]>`select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
  return named.map(({ name }) => name);
}
