import { parseArgs } from "node:util";
import postgres from "postgres";
import { ownerAccess } from "#lib/run/owner-url.ts";
import { leaveWith } from "#lib/run/refusals.ts";
import { type Place, placeSays, placesOf, wordsOf } from "./erased-places.ts";

export type Erasure = { organisation: string; numbers: readonly number[]; reason: string };
export type Erased = {
  number: number;
  table: string;
  /** Other entries of the same row or record, and those that say the same words: their texts may repeat what was erased. */
  others: number[];
  /** Where the same words still stand. */
  places: Place[];
  /** The row still says now what this entry wrote. */
  current: boolean;
};

/**
 * Empties the texts and salts of entries, and the versions that they wrote. The chain itself stays as it is. Whatever else
 * still says the same words is told, not emptied: the record is changed in Holdfast, a bundle is withdrawn or discarded.
 */
export async function erase(ownerUrl: string, { organisation, numbers, reason }: Erasure): Promise<Erased[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    return await sql.begin(async (tx) => {
      const found = await tx`select organisation_id as id from organisations
        where organisation_id::text = ${organisation} or name = ${organisation}`;
      if (found.length !== 1)
        throw new Error(`There is no organisation “${organisation}”, or more than one: give its id.`);
      const id = String(found[0]?.id);
      const done: Erased[] = [];
      for (const number of numbers) done.push(await eraseOne(tx, id, number, reason));
      return done;
    });
  } finally {
    await sql.end();
  }
}

async function eraseOne(
  tx: postgres.TransactionSql,
  organisation: string,
  number: number,
  reason: string,
): Promise<Erased> {
  const [entry] =
    await tx`select e.table_name, e.row_id, e.record_id, t.erased_at, t.before, t.after from trail_entries e
    join trail_texts t on t.organisation_id = e.organisation_id and t.number = e.number
    where e.organisation_id = ${organisation} and e.number = ${number}`;
  if (!entry) throw new Error(`There is no entry ${number}.`);
  if (entry.erased_at) throw new Error(`Entry ${number} was erased already.`);
  const table = String(entry.table_name);
  await tx`update trail_texts set salt = null, before = null, after = null, erased_at = clock_timestamp(), erased_reason = ${reason}
    where organisation_id = ${organisation} and number = ${number}`;
  const current = await emptyVersion(tx, organisation, table, number);
  const words = wordsOf([entry.before, entry.after]);
  const record: string | null = entry.record_id;
  const others = await tx`select e.number from trail_entries e
    join trail_texts t on t.organisation_id = e.organisation_id and t.number = e.number and t.erased_at is null
    where e.organisation_id = ${organisation} and (e.row_id = ${String(entry.row_id)} or e.record_id = ${record}::uuid
      or exists (select from unnest(${words.map((one) => JSON.stringify(one).slice(1, -1))}::text[]) w
        where strpos(concat(t.before, t.after), w) > 0)) order by e.number`;
  const places = await placesOf(tx, organisation, words);
  return { number, table, others: others.map((row) => Number(row.number)), current, places };
}

const stays = ["organisation_id", "id", "version", "valid_from", "valid_to", "trail_number"];

/** Everything that may be empty becomes empty, every text that may not becomes "". Answers whether the row still says it. */
async function emptyVersion(
  tx: postgres.TransactionSql,
  organisation: string,
  table: string,
  number: number,
): Promise<boolean> {
  const name = `${table}_versions`;
  const columns =
    await tx`select column_name as name, is_nullable = 'YES' as nullable, data_type as type, udt_name as element
    from information_schema.columns where table_schema = 'public' and table_name = ${name}`;
  // A table that is captured no longer keeps the versions that it had.
  if (columns.length === 0) throw new Error(`${table} is not in the trail.`);
  const empties = columns.flatMap((column) => {
    if (stays.includes(column.name)) return [];
    if (column.nullable) return [tx`${tx(column.name)} = null`];
    if (column.type === "text") return [tx`${tx(column.name)} = ''`];
    if (column.element === "_text") return [tx`${tx(column.name)} = '{}'`];
    return [];
  });
  if (empties.length === 0) return false;
  const sets = empties.reduce((all, one) => tx`${all}, ${one}`);
  const [row] = await tx`update ${tx(name)} set ${sets}
    where organisation_id = ${organisation} and trail_number = ${number} returning valid_to`;
  return row !== undefined && row.valid_to === null;
}

async function main() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { reason: { type: "string" } } });
  const [organisation, ...typed] = positionals;
  const numbers = typed.map(Number);
  const reason = values.reason?.trim();
  if (!organisation || numbers.length === 0 || !numbers.every(Number.isSafeInteger) || !reason) {
    console.error(
      'Say what to erase and why: npm run erase -- ORGANISATION ENTRY … --reason "asked for by the person"',
    );
    process.exit(2);
  }
  for (const { number, table, others, current, places } of await erase(ownerAccess(process.env).ownerUrl, {
    organisation,
    numbers,
    reason,
  })) {
    console.log(`Entry ${number} (${table}) is erased: ${reason}`);
    if (current)
      console.log("  The record still says it now. Change it in Holdfast, then erase the entry of that change too.");
    if (others.length > 0) console.log(`  Entries that are about the same or say the same words: ${others.join(", ")}`);
    for (const place of places) console.log(`  The same words still stand in ${placeSays(place)}.`);
  }
}

if (import.meta.main)
  await main().catch((error) => {
    if (error instanceof Error && error.name === "Error") {
      console.error(error.message);
      process.exit(1);
    }
    leaveWith(error);
  });
