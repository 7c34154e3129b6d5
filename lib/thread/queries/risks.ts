import "server-only";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { controlProofs, riskControls, risks } from "#db/schema/risks.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { bandOf, bandWords, type Effect, effectivenessWords, effects, proofState } from "#lib/risks/risk.ts";
import type { Mark, ThreadEdge, ThreadNode } from "#lib/thread/thread.ts";
import { wordOf } from "#lib/words.ts";

const stateWords: Record<string, string> = { draft: "Draft", open: "Open", tolerated: "Tolerated", closed: "Closed" };

export async function riskNodes(tx: Tx, actor: Context, ids: string[]): Promise<ThreadNode[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: risks.id,
      reference: records.reference,
      title: risks.title,
      state: risks.state,
      score: risks.score,
      createdAt: risks.createdAt,
    })
    .from(risks)
    .innerJoin(
      records,
      and(eq(records.organisationId, risks.organisationId), eq(records.id, risks.id), own(records, actor)),
    )
    .where(own(risks, actor, inArray(risks.id, ids)));
  return rows.map((row) => ({
    id: row.id,
    step: "risk",
    reference: row.reference,
    title: row.title,
    href: `/risks/${row.id}`,
    state: {
      mark: "info",
      word: `${stateWords[row.state]}, ${row.score} ${bandWords[bandOf(row.score)].label.toLowerCase()}`,
    },
    on: londonDay(row.createdAt),
  }));
}

const foundMark: Record<Effect, Mark> = { effective: "ok", "partially-effective": "warn", ineffective: "bad" };

/** Controls in place of some risks, with who proved them last and by which record. */
export async function controlsOf(tx: Tx, actor: Context, riskIds: string[]) {
  if (riskIds.length === 0) return { nodes: [], edges: [], proofs: [] };
  const rows = await tx
    .select({
      id: riskControls.id,
      riskId: riskControls.recordId,
      description: riskControls.description,
      createdAt: riskControls.createdAt,
    })
    .from(riskControls)
    .where(own(riskControls, actor, inArray(riskControls.recordId, riskIds), isNull(riskControls.endedAt)))
    .orderBy(asc(riskControls.createdAt), asc(riskControls.id));
  const proofs = await tx
    .select({
      controlId: controlProofs.controlId,
      found: controlProofs.found,
      provedOn: controlProofs.provedOn,
      evidenceId: controlProofs.evidenceId,
    })
    .from(controlProofs)
    .where(own(controlProofs, actor, inArray(controlProofs.recordId, riskIds)))
    .orderBy(desc(controlProofs.provedOn), desc(controlProofs.recordedAt));
  const today = londonDay(tx.now);
  const nodes = rows.map((row): ThreadNode => {
    const newest = proofs.find((proof) => proof.controlId === row.id);
    return {
      ...stateOf(newest, today),
      id: row.id,
      step: "control",
      title: row.description,
      href: `/risks/${row.riskId}`,
      on: londonDay(row.createdAt),
    };
  });
  const edges: ThreadEdge[] = rows.map((row) => ({ from: row.riskId, to: row.id, says: "control of" }));
  return { nodes, edges, proofs };
}

type Newest = { found: string; provedOn: string } | undefined;

/** A recent proof that a control works stands for a test; an old one, or one that failed, does not. */
function stateOf(newest: Newest, today: string): Pick<ThreadNode, "state" | "excused"> {
  if (!newest) return { state: { mark: "unknown", word: "Never proved" } };
  const found = wordOf(effects, newest.found);
  const on = formatDate(newest.provedOn, "short");
  const age = proofState(newest.provedOn, today);
  if (age === "bad") return { state: { mark: "warn", word: `Last proved ${on}, too long ago` } };
  const state = { mark: foundMark[found], word: `${effectivenessWords[found]}, proved ${on}` };
  return found === "effective" ? { state, excused: { test: `proved ${on} without a test on record` } } : { state };
}

/** A test or an action that was named as proof of a control, as an edge: the test tries it, the action changed it. */
export function proofEdges(
  proofs: readonly { controlId: string; evidenceId: string | null }[],
  isTest: (id: string) => boolean,
): ThreadEdge[] {
  return proofs.flatMap(({ controlId, evidenceId }) => {
    if (!evidenceId) return [];
    return isTest(evidenceId)
      ? [{ from: controlId, to: evidenceId, says: "tries a control of" }]
      : [{ from: evidenceId, to: controlId, says: "changed by" }];
  });
}

type ProvedAtRisk = { fromId: string; toId: string };

/** An action that names a risk as its proof changed those of its controls that were made or proved since it was raised. */
export function changeEdges(
  links: readonly ProvedAtRisk[],
  actions: readonly ThreadNode[],
  controls: Pick<Awaited<ReturnType<typeof controlsOf>>, "nodes" | "edges" | "proofs">,
): ThreadEdge[] {
  return links.flatMap(({ fromId, toId }) => {
    const raised = actions.find((action) => action.id === fromId)?.on;
    if (!raised) return [];
    const proved = (id: string) => controls.proofs.some((proof) => proof.controlId === id && proof.provedOn >= raised);
    const changed = controls.nodes.filter((node) => (node.on ?? "") >= raised || proved(node.id));
    const ofRisk = new Set(controls.edges.filter((edge) => edge.from === toId).map((edge) => edge.to));
    return changed
      .filter((node) => ofRisk.has(node.id))
      .map((node) => ({ from: fromId, to: node.id, says: "changed with" }));
  });
}
