import "server-only";
import { among, own, type Tx } from "#db/client.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import type { Paper } from "#lib/meetings/paper.ts";
import { maySee } from "#lib/records/policy.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { recordOf } from "../opens.ts";

/** Of the records that some papers lead to, those that this reader opens now, by their own rooms' rules. */
export async function listSeen(tx: Tx, actor: Actor, papers: readonly Paper[]): Promise<ReadonlySet<string>> {
  const rows = papers.flatMap(({ tables, stories = [] }) => [...tables.flatMap((table) => table.rows), ...stories]);
  const ids = [...new Set(rows.flatMap(({ href }) => (href && recordOf(href)) || []))];
  if (ids.length === 0) return new Set();
  const found = await tx
    .select({
      id: records.id,
      kind: records.kind,
      state: records.state,
      serviceIds: records.serviceIds,
      ownerId: records.ownerId,
    })
    .from(records)
    .where(own(records, actor, among(records.id, ids)));
  const seen = found.filter((row) => maySee(actor, { ...row, kind: wordOf(recordKinds, row.kind) }));
  return new Set(seen.map(({ id }) => id));
}
