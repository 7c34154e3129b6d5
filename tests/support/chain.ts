import { createHash } from "node:crypto";
import type postgres from "postgres";

export type Entry = {
  organisation_id: string;
  number: string;
  at: string;
  actor_id: string;
  verb: string;
  table_name: string;
  row_id: string;
  commitment: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
};

/** Reads a chain as it lies in the database, with times to the microsecond. */
export async function readChain(sql: postgres.Sql, organisationId: string): Promise<Entry[]> {
  return sql<
    Entry[]
  >`select organisation_id, number, actor_id, verb, table_name, row_id, commitment, previous_hash, hash,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from trail_entries where organisation_id = ${organisationId} order by number`;
}

/** The first thing that is wrong with a chain, or undefined. Written from the rule, without the database's functions. */
export function firstBreak(entries: readonly Entry[], head?: { number: string; hash: Buffer }): string | undefined {
  let previous = Buffer.alloc(32);
  for (const [index, entry] of entries.entries()) {
    if (entry.number !== String(index + 1)) return `entry ${index + 1} is missing`;
    if (!entry.previous_hash.equals(previous)) return `entry ${entry.number} does not follow the one before`;
    const told = [
      entry.organisation_id,
      entry.number,
      entry.at,
      entry.actor_id,
      entry.verb,
      entry.table_name,
      entry.row_id,
    ];
    const text = [...told, entry.commitment.toString("hex")].join("|");
    previous = createHash("sha256").update(previous).update(text).digest();
    if (!entry.hash.equals(previous)) return `entry ${entry.number} was changed`;
  }
  if (head && (head.number !== String(entries.length) || !head.hash.equals(previous))) return "the end was cut";
  return undefined;
}

export async function chainBreak(sql: postgres.Sql, organisationId: string): Promise<string | undefined> {
  const [head] = await sql<{ number: string; hash: Buffer }[]>`
    select number, hash from trail_heads where organisation_id = ${organisationId}`;
  return firstBreak(await readChain(sql, organisationId), head);
}
