import "server-only";
import { asc, inArray, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { disruptions, reviewFindings } from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import { londonDay } from "#lib/dates.ts";
import {
  isLive,
  setAsides,
  setAsideWords,
  severityOf,
  severityWords,
  standingWords,
  states,
} from "#lib/disruptions/disruption.ts";
import { visible } from "#lib/disruptions/queries/register.ts";
import type { Mark, ThreadEdge, ThreadNode } from "#lib/thread/thread.ts";
import { wordOf } from "#lib/words.ts";

export async function disruptionNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: disruptions.id,
      reference: records.reference,
      title: disruptions.title,
      state: disruptions.state,
      severityTriage: disruptions.severityTriage,
      severityConfirmed: disruptions.severityConfirmed,
      restoredAt: disruptions.restoredAt,
      setAside: disruptions.setAside,
      periodAt: disruptions.periodAt,
    })
    .from(disruptions)
    .innerJoin(
      records,
      sql`${records.organisationId} = ${disruptions.organisationId} and ${records.id} = ${disruptions.id} and ${own(records, actor)}`,
    )
    .where(own(disruptions, actor, visible(actor), inArray(disruptions.id, ids)));
  return rows.map((row) => {
    const state = wordOf(states, row.state);
    const setAside = wordOf(setAsides, row.setAside);
    const severity = severityOf(row);
    const standing = standingWords({ state, setAside });
    const mark: Mark = setAside ? "na" : isLive({ ...row, state }) ? "live" : state === "closed" ? "ok" : "progress";
    const word = severity ? `${standing}, severity ${severity} ${severityWords[severity].label}` : standing;
    return {
      id: row.id,
      step: "disruption",
      reference: row.reference,
      title: row.title,
      href: `/disruptions/${row.id}`,
      state: { mark, word },
      on: londonDay(row.periodAt),
      ...(setAside ? { excused: { finding: `set aside: ${setAsideWords[setAside].toLowerCase()}` } } : {}),
      ...(severity === 1 && !setAside ? { excused: { finding: "severity 1 is closed at triage" } } : {}),
    };
  });
}

/** Findings of reviews: from their disruption, and to the action that answers each. */
export async function findingsOf(tx: Tx, actor: Context, of: readonly ThreadNode[]) {
  if (of.length === 0) return { nodes: [], edges: [] };
  const references = new Map(of.map((node) => [node.id, node.reference ?? ""]));
  const rows = await tx
    .select({
      id: reviewFindings.id,
      disruptionId: reviewFindings.disruptionId,
      number: reviewFindings.number,
      says: reviewFindings.says,
      actionId: reviewFindings.actionId,
      noActionReason: reviewFindings.noActionReason,
      at: reviewFindings.at,
    })
    .from(reviewFindings)
    .where(own(reviewFindings, actor, inArray(reviewFindings.disruptionId, [...references.keys()])))
    .orderBy(asc(reviewFindings.disruptionId), asc(reviewFindings.number));
  const nodes = rows.map(
    (row): ThreadNode => ({
      id: row.id,
      step: "finding",
      reference: `${references.get(row.disruptionId)} finding ${row.number}`,
      title: row.says,
      href: `/disruptions/${row.disruptionId}`,
      on: londonDay(row.at),
      ...(row.noActionReason ? { excused: { action: row.noActionReason } } : {}),
    }),
  );
  const edges = rows.flatMap((row): ThreadEdge[] => [
    { from: row.disruptionId, to: row.id, says: "found in the review of" },
    ...(row.actionId ? [{ from: row.id, to: row.actionId, says: "answers" }] : []),
  ]);
  return { nodes, edges };
}
