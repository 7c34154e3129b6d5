import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listLinked, serviceNames } from "#lib/records/queries.ts";
import { type OpenPoint, openPoints } from "../open-points.ts";
import { readsPaper, readsReview } from "../policy.ts";
import { signaturePlaces } from "../review.ts";
import {
  findDisruption,
  listClosures,
  listFallbacks,
  listImpacts,
  listSeverities,
  listTimeline,
} from "./disruption.ts";
import { reviewFacts } from "./facts.ts";
import { findReview, listDuties, listFactors, listFindings, listPapers, listSignOffs } from "./review.ts";

export type WholeDisruption = NonNullable<Awaited<ReturnType<typeof findWhole>>>;

/** A disruption with everything that belongs to it, as far as the reader's role and scope go. */
export async function findWhole(tx: Tx, actor: Actor, id: string) {
  const disruption = await findDisruption(tx, actor, id);
  if (!disruption) return undefined;
  const reads = { review: readsReview(actor), paper: readsPaper(actor) };
  const all = await reviewFacts(tx, actor, disruption);
  const facts = {
    ...all,
    papers: reads.paper ? all.papers : [],
    ...(reads.review ? {} : { duties: [], findings: [], review: undefined, authors: [], signed: [] }),
  };
  const severities = await listSeverities(tx, actor, id);
  return {
    reads,
    disruption,
    facts,
    open: disruption.state === "closed" ? [] : openPoints(facts).filter((point) => reads[part(point)]),
    places: reads.review ? signaturePlaces(facts) : [],
    review: reads.review ? await findReview(tx, actor, id) : undefined,
    timeline: await listTimeline(tx, actor, id),
    impacts: await listImpacts(tx, actor, id),
    fallbacks: await listFallbacks(tx, actor, id),
    severities: severities.filter((one) => reads.review || one.kind === "triage"),
    papers: reads.paper ? await listPapers(tx, actor, id) : [],
    duties: reads.review ? await listDuties(tx, actor, id) : [],
    findings: reads.review ? await listFindings(tx, actor, id) : [],
    factors: reads.review ? await listFactors(tx, actor, id) : [],
    signOffs: reads.review ? await listSignOffs(tx, actor, id) : [],
    closures: reads.review ? await listClosures(tx, actor, id) : [],
    linked: await listLinked(tx, actor, id),
    names: await serviceNames(tx, actor),
    now: tx.now,
  };
}

/** What stands in the way of closing belongs to whoever reads the review; times and paper to whoever counts paper too. */
function part({ kind }: OpenPoint): "review" | "paper" {
  return kind === "paper" || kind === "on-paper" || kind === "restored" ? "paper" : "review";
}
