import "server-only";
import { asc, inArray, isNull } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { evidenceLinks } from "#db/schema/frameworks.ts";
import { londonDay } from "#lib/dates.ts";
import { categories, categoryWords, statementOf } from "#lib/frameworks/framework.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import type { ThreadEdge, ThreadNode } from "#lib/thread/thread.ts";
import { wordOf } from "#lib/words.ts";

/** The statements that records of the thread are linked to: one node per statement, one edge per record. */
export async function statementsOf(tx: Tx, actor: Context, recordIds: string[]) {
  const rows = await tx
    .select({
      statementId: evidenceLinks.statementId,
      recordId: evidenceLinks.recordId,
      category: evidenceLinks.category,
      linkedAt: evidenceLinks.linkedAt,
    })
    .from(evidenceLinks)
    .where(own(evidenceLinks, actor, inArray(evidenceLinks.recordId, recordIds), isNull(evidenceLinks.endedAt)))
    .orderBy(asc(evidenceLinks.linkedAt), asc(evidenceLinks.id));
  const nodes = new Map<string, ThreadNode>();
  const edges: ThreadEdge[] = [];
  if (rows.length === 0) return { nodes: [], edges };
  const list = await currentFrameworks(tx);
  for (const row of rows) {
    const id = `statement ${row.statementId}`;
    const known = statementOf(list, row.statementId);
    if (!nodes.has(id))
      nodes.set(id, {
        id,
        step: "evidence",
        reference: known?.statement.code ?? "",
        title: known?.statement.name ?? row.statementId,
        href: `/frameworks/${row.statementId}`,
        on: londonDay(row.linkedAt),
        ...(known?.framework.status === "draft" ? { state: { mark: "warn", word: "Draft framework" } } : {}),
      });
    const category = categoryWords[wordOf(categories, row.category)];
    edges.push({ from: row.recordId, to: id, says: `${category}:` });
  }
  return { nodes: [...nodes.values()], edges };
}
