import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { TrailExtract } from "#lib/evidence/bag/bundle.ts";

/** The trail's entries about the records of a bundle, as the scope may see them, and the head of the chain. */
export async function extractTrail(tx: Tx, scope: Context, included: string[]): Promise<TrailExtract> {
  const [head] = await tx.execute<{ number: string; hash: string }>(
    sql`select number, encode(hash, 'hex') as hash from trail_heads where organisation_id = ${scope.organisationId}`,
  );
  const entries = included.length
    ? await tx.execute<{
        number: string;
        at: string;
        verb: string;
        table_name: string;
        row_id: string;
        actor_id: string;
        record_id: string;
        commitment: string;
        previous: string;
        hash: string;
        sample: boolean;
      }>(sql`
      select number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, verb, table_name, row_id, actor_id, record_id,
        encode(commitment, 'hex') as commitment, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash, sample
      from trail_entries
      where organisation_id = ${scope.organisationId} and record_id in ${included} order by number`)
    : [];
  return {
    entries: [...entries].map((entry) => ({
      number: Number(entry.number),
      at: entry.at,
      verb: entry.verb,
      table: entry.table_name,
      record: entry.record_id,
      commitment: entry.commitment,
      previousHash: entry.previous,
      hash: entry.hash,
      sample: entry.sample,
    })),
    checkpoint: {
      organisationId: scope.organisationId,
      number: Number(head?.number ?? 0),
      hash: head?.hash ?? "",
      at: tx.now.toISOString(),
    },
  };
}
