import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { listLinked, serviceNames } from "#lib/records/queries.ts";
import { openPoints, signaturePlaces } from "../review.ts";
import {
  findDisruption,
  listClosures,
  listFallbacks,
  listImpacts,
  listSeverities,
  listTimeline,
} from "./disruption.ts";
import { findReview, listDuties, listFactors, listFindings, listPapers, listSignOffs, reviewFacts } from "./review.ts";

export type WholeDisruption = NonNullable<Awaited<ReturnType<typeof findWhole>>>;

/** A disruption with everything that belongs to it, as far as the reader's scope goes. */
export async function findWhole(tx: Tx, actor: Context, id: string) {
  const disruption = await findDisruption(tx, actor, id);
  if (!disruption) return undefined;
  const facts = await reviewFacts(tx, actor, disruption);
  return {
    disruption,
    facts,
    open: disruption.state === "closed" ? [] : openPoints(facts),
    places: signaturePlaces(facts),
    review: await findReview(tx, actor, id),
    timeline: await listTimeline(tx, actor, id),
    impacts: await listImpacts(tx, actor, id),
    fallbacks: await listFallbacks(tx, actor, id),
    severities: await listSeverities(tx, actor, id),
    papers: await listPapers(tx, actor, id),
    duties: await listDuties(tx, actor, id),
    findings: await listFindings(tx, actor, id),
    factors: await listFactors(tx, actor, id),
    signOffs: await listSignOffs(tx, actor, id),
    closures: await listClosures(tx, actor, id),
    linked: await listLinked(tx, actor, id),
    names: await serviceNames(tx, actor),
    now: tx.now,
  };
}
