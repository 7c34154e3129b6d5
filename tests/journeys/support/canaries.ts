import type postgres from "postgres";
import { outsideFields } from "#lib/evidence/fields.ts";

/** Tables whose words an outsider brought themselves, or that are about nobody's records. */
const leftAlone = /^(trail_|saved_views|reference_counters|signing_keys|service_imports)|_versions$/;

/** Left as they are: names by which a person chooses, and what leaves on purpose though no column of it is granted. */
const meant = new Set([
  "commissioner_bodies.name",
  "services.name",
  "memberships.title",
  "memberships.role",
  "outside_grants.name",
  "outside_grants.purpose",
  "record_requests.what",
]);

export type Planted = { canaries: string[]; signals: string[] };

/**
 * Writes a word of its own into every text of the organisation that is on no list of what may leave ("canary"), and
 * into one text of each table that is ("signal"), so that a search which finds no canary is known to have looked.
 */
export async function plant(sql: postgres.Sql, organisation: string): Promise<Planted> {
  const planted: Planted = { canaries: [], signals: [] };
  const [of] = await sql`select organisation_id as id from organisations where name = ${organisation}`;
  const organisationId = String(of?.id);
  for (const { table, column } of await textColumns(sql)) {
    const listed = fieldsOf(table).includes(column);
    const kind = listed ? "signal" : "canary";
    const word = `${kind}-${table}-${column}`;
    const where = { organisationId, table, column, word };
    const rows = (await write(sql, where, true)) || (await write(sql, where, false));
    if (rows > 0) planted[listed ? "signals" : "canaries"].push(word);
  }
  return planted;
}

/** Writes one text over every text of somebody's organisation, its name too; answers the columns that took one of them. */
export async function plantTexts(sql: postgres.Sql, email: string, texts: readonly string[]): Promise<string[]> {
  const [of] =
    await sql`select p.organisation_id as id from people p join auth.accounts a on a.id = p.account_id where a.email = ${email}`;
  const organisationId = String(of?.id);
  const taken: string[] = [];
  for (const { table, column } of await textColumns(sql))
    for (const word of texts)
      if ((await write(sql, { organisationId, table, column, word }, false)) > 0) {
        taken.push(`${table}.${column}`);
        break;
      }
  return taken;
}

async function textColumns(sql: postgres.Sql) {
  const columns = await sql`
    select c.table_name as table, c.column_name as column from information_schema.columns c
    join pg_class t on t.oid = format('public.%I', c.table_name)::regclass and t.relkind = 'r'
    where c.table_schema = 'public' and c.data_type = 'text' and c.is_generated = 'NEVER'
      and exists (select 1 from information_schema.columns o where o.table_schema = 'public'
        and o.table_name = c.table_name and o.column_name = 'organisation_id')
    order by 1, 2`;
  return columns
    .map(({ table, column }) => ({ table: String(table), column: String(column) }))
    .filter(({ table, column }) => !leftAlone.test(table) && !meant.has(`${table}.${column}`));
}

function fieldsOf(table: string): string[] {
  const found = Object.entries(outsideFields).find(([name]) => name === table);
  return found ? Object.keys(found[1]) : [];
}

type Word = { organisationId: string; table: string; column: string; word: string };

/** How many rows took the word: none where the table's own rules refuse it, as in a column with a closed list of words. */
async function write(
  sql: postgres.Sql,
  { organisationId, table, column, word }: Word,
  everyRow: boolean,
): Promise<number> {
  try {
    return await sql.begin(async (tx) => {
      await tx`alter table ${tx(table)} disable trigger user`;
      const { count } = await tx`update ${tx(table)} set ${tx(column)} = ${word} || ' ' || id
        where organisation_id = ${organisationId}
          and (${everyRow} or (${tx(column)} is not null and ${tx(column)} <> ''))`;
      await tx`alter table ${tx(table)} enable trigger user`;
      return count;
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && /^(23514|23505|42501|22001|23503)$/.test(String(error.code)))
      return 0;
    throw error;
  }
}

const word = /(?:canary|signal)-[a-z_]+-[a-z_]+/g;

/** The planted words in a text, each once. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.match(word) ?? [])].sort();
}
