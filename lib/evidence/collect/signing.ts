import "server-only";
import { sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { signOffs } from "#db/schema/disruptions.ts";
import type { Signing } from "../gap-facts.ts";

/** How far the signing of each review is, by its disruption: signatures of an earlier round stay on record and count no more. */
export async function listSigning(tx: Tx, scope: Context): Promise<ReadonlyMap<string, Signing>> {
  type Round = { record_id: string; round: number; names_system: boolean; held: string[]; unsigned: string[] };
  const rounds = await tx.execute<Round>(
    sql`select record_id, round, names_system, held, unsigned from guard.review_rounds()`,
  );
  const signed = await tx
    .select({ recordId: signOffs.disruptionId, round: signOffs.round, slot: signOffs.slot })
    .from(signOffs)
    .where(own(signOffs, scope));
  return new Map(
    [...rounds].map(({ record_id: id, round, names_system: namesSystem, held, unsigned }) => {
      const slots = signed.filter((one) => one.recordId === id && one.round === round).map(({ slot }) => slot);
      return [id, { round, namesSystem, held, unsigned, signed: slots }];
    }),
  );
}
