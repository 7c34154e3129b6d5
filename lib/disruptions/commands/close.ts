import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { disruptionClosures, disruptionReviews, reviewFactors, reviewFindings } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { ByVersion } from "../inputs.ts";
import { openPoints } from "../open-points.ts";
import { findOpenClosure, listClosures } from "../queries/disruption.ts";
import { reviewFacts } from "../queries/facts.ts";
import { findReview } from "../queries/review.ts";
import type { ReopenDisruption } from "../review-inputs.ts";
import { mayOn, rowOf, settle, stale } from "./ground.ts";

export function closeDisruption(actor: Actor, input: ByVersion) {
  return changeAs(actor, "disruption.close", (tx) => closeDisruptionIn(tx, actor, input));
}

/** Closes what has nothing open; severity 1 is closed by triage itself. */
export async function closeDisruptionIn(tx: Tx, actor: Actor, input: ByVersion, by: "close" | "triage" = "close") {
  const disruption = await mayOn(tx, actor, by, input.id);
  if (disruption.version !== input.version) throw stale({ version: String(disruption.version) });
  const facts = await reviewFacts(tx, actor, disruption);
  const [first, ...more] = openPoints(facts);
  if (first) {
    const others = more.length > 0 ? ` ${more.length} more ${more.length === 1 ? "point is" : "points are"} open.` : "";
    throw new Refusal("conflict", `It cannot close yet. ${first.says} ${first.closes}${others}`);
  }
  const review = await findReview(tx, actor, disruption.id);
  await tx.insert(disruptionClosures).values({
    ...rowOf(actor, disruption),
    number: (await listClosures(tx, actor, disruption.id)).length + 1,
    severity: facts.severity,
    answer: review?.answer ?? null,
    answerSays: review?.answerSays ?? null,
    closedBy: actor.personId,
    closedRole: actor.role,
    closedAt: tx.now,
  });
  if (review?.submittedAt) await publish(tx, actor, disruption.id, tx.now);
  await settle(tx, actor, disruption);
}

export function reopenDisruption(actor: Actor, input: ReopenDisruption) {
  return changeAs(actor, "disruption.reopen", (tx) => reopenDisruptionIn(tx, actor, input));
}

/** Opens it again: the closure stays as it was, signing starts again. */
export async function reopenDisruptionIn(tx: Tx, actor: Actor, input: ReopenDisruption) {
  const disruption = await mayOn(tx, actor, "reopen", input.id);
  if (disruption.version !== input.version) throw stale({ version: String(disruption.version) });
  const closure = await findOpenClosure(tx, actor, disruption.id);
  if (!closure) throw new Refusal("conflict", "It is open already.");
  mustHave(
    await tx
      .update(disruptionClosures)
      .set({
        reopenedBy: actor.personId,
        reopenedRole: actor.role,
        reopenedAt: tx.now,
        reopenedReason: input.reason,
        version: sql`${disruptionClosures.version} + 1`,
      })
      .where(own(disruptionClosures, actor, eq(disruptionClosures.id, closure.id)))
      .returning({ id: disruptionClosures.id }),
  );
  if (await findReview(tx, actor, disruption.id)) await publish(tx, actor, disruption.id, null);
  await settle(tx, actor, disruption, { setAside: null });
}

/** From closing on, outside readers may be given the review's texts; opened again they are drafts. */
async function publish(tx: Tx, actor: Actor, disruptionId: string, agreedAt: Date | null) {
  const again = agreedAt
    ? {}
    : {
        submittedAt: null,
        submittedBy: null,
        submittedRole: null,
        round: sql`${disruptionReviews.round} + 1`,
        changedAt: tx.now,
      };
  mustHave(
    await tx
      .update(disruptionReviews)
      .set({ agreedAt, ...again, version: sql`${disruptionReviews.version} + 1` })
      .where(own(disruptionReviews, actor, eq(disruptionReviews.disruptionId, disruptionId)))
      .returning({ id: disruptionReviews.id }),
  );
  await tx
    .update(reviewFactors)
    .set({ agreedAt, version: sql`${reviewFactors.version} + 1` })
    .where(own(reviewFactors, actor, eq(reviewFactors.disruptionId, disruptionId)));
  await tx
    .update(reviewFindings)
    .set({ agreedAt, version: sql`${reviewFindings.version} + 1` })
    .where(own(reviewFindings, actor, eq(reviewFindings.disruptionId, disruptionId)));
}
