import type postgres from "postgres";
import type { Captured } from "./captured.ts";

/**
 * Entries of one table whose text says that a row stood afterwards, entries whose text was erased, versions that an
 * entry names as its own, the first of these that differs from its text, and the first entry that says it is about
 * another record or other services than its row is.
 */
export type Kept = { versions: number; erased: number; named: number; differs?: number; astray?: number };
export const noneKept = (): Kept => ({ versions: 0, erased: 0, named: 0 });

const added = ["valid_from", "valid_to", "trail_number"];

/**
 * Whether every version is the text of its entry, none is missing, each ends where the next begins, and the last one
 * is what the table says now. Names the first entry for which this fails.
 */
export async function versionsProblem(
  tx: postgres.TransactionSql,
  organisation: string,
  captured: readonly Captured[],
  kept: Map<string, Kept>,
): Promise<string | undefined> {
  for (const { table, keptOut, columns } of captured) {
    const told = kept.get(`${organisation} ${table}`) ?? noneKept();
    const versions = await countVersions(tx, organisation, table);
    // Looked for in one more pass, and only when the walk has seen that there is something to find.
    const doubtful = told.differs !== undefined || told.named !== versions;
    const problem =
      (told.astray
        ? `entry ${told.astray} says that it is about another record or other services than it is`
        : undefined) ??
      (doubtful ? await textsDiffer(tx, organisation, table, keptOut) : undefined) ??
      (await countsDiffer(tx, organisation, table, versions, told)) ??
      (await spansDiffer(tx, organisation, table)) ??
      (await rowsDiffer(tx, organisation, table, columns));
    if (problem) return problem;
  }
  return undefined;
}

type Walk = {
  tx: postgres.TransactionSql;
  captured: readonly Captured[];
  kept: Map<string, Kept>;
  organisationId: string;
};

/**
 * Compares the versions that a batch of entries names with the entries' texts, and what the entries say they are about with
 * both, while these lie in the server's memory. The texts have been summed before: each is what was written.
 */
export async function noteVersions(
  { tx, captured, kept, organisationId }: Walk,
  tables: ReadonlySet<string>,
  { after, last }: { after: number; last: number },
): Promise<void> {
  for (const { table, recordColumn, keptOut } of captured.filter((one) => tables.has(one.table))) {
    const [row] = await tx<{ named: string; differs: string | null; astray: string | null }[]>`
      select count(v.trail_number) as named,
        min(v.trail_number) filter (where v.trail_number is not null and (${differing(tx, keptOut)})) as differs,
        min(e.number) filter (where t.erased_at is null and ${astray(tx, recordColumn)}) as astray
      from trail_entries e
      left join ${tx(`${table}_versions`)} v on v.organisation_id = e.organisation_id and v.id = e.row_id and v.trail_number = e.number
      left join trail_texts t on t.organisation_id = e.organisation_id and t.number = e.number
      where e.organisation_id = ${organisationId} and e.number > ${after} and e.number <= ${last} and e.table_name = ${table}`;
    const key = `${organisationId} ${table}`;
    const told = kept.get(key) ?? noneKept();
    told.named += Number(row?.named ?? 0);
    if (row?.differs) told.differs ??= Number(row.differs);
    if (row?.astray) told.astray ??= Number(row.astray);
    kept.set(key, told);
  }
}

/** An entry's text is what it wrote then; a column that was added since is no difference. */
function differing(tx: postgres.TransactionSql, keptOut: string[]) {
  return tx`e.at <> v.valid_from or (t.erased_at is null and (t.after is null or (
    (to_jsonb(v) - ${[...added, ...keptOut]}::text[])::text <> t.after and
    (select jsonb_object_agg(f.key, f.value) from jsonb_each(to_jsonb(v)) f where t.after::jsonb ? f.key) is distinct from t.after::jsonb)))`;
}

/** The record and the services are in no hash: they are what the text says of its row, as the trigger took them from it. */
function astray(tx: postgres.TransactionSql, recordColumn: string) {
  const said = tx`coalesce(t.after, t.before)::jsonb`;
  return tx`(e.record_id is distinct from ${recordColumn === "" ? tx`null::uuid` : tx`(${said} ->> ${recordColumn})::uuid`}
    or to_jsonb(e.service_ids) is distinct from case when jsonb_typeof(${said} -> 'service_ids') = 'array' then ${said} -> 'service_ids' else '[]' end)`;
}

async function countVersions(tx: postgres.TransactionSql, organisation: string, table: string): Promise<number> {
  const [row] =
    await tx`select count(*) as versions from ${tx(`${table}_versions`)} where organisation_id = ${organisation}`;
  return Number(row?.versions ?? 0);
}

async function textsDiffer(tx: postgres.TransactionSql, organisation: string, table: string, keptOut: string[]) {
  const [bad] = await tx`
    select v.trail_number as number from ${tx(`${table}_versions`)} v
    left join trail_entries e on e.organisation_id = v.organisation_id and e.number = v.trail_number
    left join trail_texts t on t.organisation_id = v.organisation_id and t.number = v.trail_number
    where v.organisation_id = ${organisation} and (
      e.number is null or e.table_name <> ${table} or e.row_id <> v.id or ${differing(tx, keptOut)})
    order by v.trail_number limit 1`;
  return bad && `the version of ${table} at entry ${bad.number} is not what was written`;
}

async function countsDiffer(
  tx: postgres.TransactionSql,
  organisation: string,
  table: string,
  versions: number,
  told: Kept,
) {
  if (versions >= told.versions && versions <= told.versions + told.erased) return undefined;
  const [missing] = await tx`
    select e.number from trail_entries e
    join trail_texts t on t.organisation_id = e.organisation_id and t.number = e.number
    where e.organisation_id = ${organisation} and e.table_name = ${table} and t.after is not null
      and not exists (select from ${tx(`${table}_versions`)} v
        where v.organisation_id = e.organisation_id and v.id = e.row_id and v.trail_number = e.number)
    order by e.number limit 1`;
  return missing
    ? `the version of ${table} at entry ${missing.number} is missing`
    : `${table} has ${versions} versions and ${told.versions} entries that say so`;
}

async function spansDiffer(tx: postgres.TransactionSql, organisation: string, table: string) {
  const [bad] = await tx`
    select s.number from (
      select v.id, v.trail_number as number, v.valid_to,
        lead(v.valid_from) over (partition by v.id order by v.trail_number) as next_from
      from ${tx(`${table}_versions`)} v where v.organisation_id = ${organisation}) s
    where s.next_from is not null and s.valid_to is distinct from s.next_from
    order by s.number limit 1`;
  return bad && `the version of ${table} at entry ${bad.number} does not end where the next begins`;
}

/** Rows are compared as they lie in the database first, which is quick, and as JSON only where that differs. */
async function rowsDiffer(tx: postgres.TransactionSql, organisation: string, table: string, columns: string[]) {
  const [bad] = await tx`
    select coalesce(v.trail_number, 0) as number, coalesce(x.id, v.id) as id
    from (select * from ${tx(table)} where organisation_id = ${organisation}) x
    full join (select * from ${tx(`${table}_versions`)} where organisation_id = ${organisation} and valid_to is null) v on v.id = x.id
    left join trail_texts t on t.organisation_id = ${organisation} and t.number = v.trail_number
    where t.erased_at is null and (x.id is null or v.id is null
      or (x *<> row(${tx(columns.map((column) => `v.${column}`))}) and to_jsonb(x) <> (to_jsonb(v) - ${added}::text[])))
    order by 1 limit 1`;
  return (
    bad &&
    (Number(bad.number) > 0
      ? `${table} no longer says what entry ${bad.number} wrote`
      : `${table} holds a row that no entry wrote, ${bad.id}`)
  );
}
