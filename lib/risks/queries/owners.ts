import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { ownersOfWhatStands, type Stood } from "#lib/risks/policy.ts";

/** Everyone who counts as the owner of the score and the treatment that a signature would accept. */
export async function listOwnersOfWhatStands(tx: Tx, actor: Context, id: string): Promise<string[]> {
  return (await ownersOf(tx, actor, [id])).get(id) ?? [];
}

/** The same of some risks, by their id. */
export async function ownersOf(tx: Tx, actor: Context, ids: readonly string[]): Promise<Map<string, string[]>> {
  const past = await tx.execute<Stood & { id: string }>(sql`
    select risks.id, risks.owner_id as "ownerId", risks.likelihood || ' x ' || risks.consequence as score,
      concat_ws(': ', risks.treatment, risks.treatment_plan) as treatment, entries.actor_id as "changedBy"
    from public.risks_versions as risks
    join public.trail_entries as entries on entries.organisation_id = ${actor.organisationId} and entries.number = risks.trail_number
    where risks.organisation_id = ${actor.organisationId} and risks.id = any(${`{${ids.join(",")}}`}::uuid[])
    order by risks.trail_number`);
  const each = Map.groupBy(past, ({ id }) => id);
  return new Map([...each].map(([id, stood]) => [id, ownersOfWhatStands(stood)]));
}
