import "server-only";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { riskControls } from "#db/schema/risks.ts";

/** The controls that the scope may see, by what they are. */
export async function controlNames(tx: Tx, scope: Context): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: riskControls.id, description: riskControls.description })
    .from(riskControls)
    .where(own(riskControls, scope));
  return new Map(rows.map(({ id, description }) => [id, description]));
}
