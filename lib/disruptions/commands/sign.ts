import "server-only";
import { sql } from "drizzle-orm";
import { changeAs, type Tx } from "#db/client.ts";
import { signOffs } from "#db/schema/disruptions.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { noteConfirmed } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import type { ByVersion } from "../inputs.ts";
import { lockOnSigning, reasonNotToSubmit } from "../open-points.ts";
import { placeFor, servicesFor } from "../policy.ts";
import { reviewFacts } from "../queries/facts.ts";
import { findReview, listFindings } from "../queries/review.ts";
import { signaturePlaces } from "../review.ts";
import type { ReturnReview } from "../review-inputs.ts";
import { changeReview, mayOn, rowOf, saidBy, settle, stale } from "./ground.ts";

export function submitReview(actor: Actor, input: ByVersion) {
  return changeAs(actor, "disruption.submit-review", (tx) => submitReviewIn(tx, actor, input));
}

/** Sends the review for sign-off: what is written stays as it is until it is returned. `version` is the review's. */
export async function submitReviewIn(tx: Tx, actor: Actor, input: ByVersion) {
  const disruption = await mayOn(tx, actor, "review", input.id);
  const review = await findReview(tx, actor, disruption.id);
  const missing = reasonNotToSubmit(disruption, review, await listFindings(tx, actor, disruption.id));
  if (!review || missing) throw new Refusal("conflict", missing ?? "Write the review first.");
  if (review.version !== input.version) throw stale({ version: String(review.version) });
  await changeReview(tx, actor, review, {
    submittedAt: tx.now,
    submittedBy: actor.personId,
    submittedRole: actor.role,
    changedAt: tx.now,
  });
  await settle(tx, actor, disruption);
}

export function returnReview(actor: Actor, input: ReturnReview) {
  return changeAs(actor, "disruption.return-review", (tx) => returnReviewIn(tx, actor, input));
}

/** A signer asks for a change: signing starts again, and the signatures given so far stay on record. */
export async function returnReviewIn(tx: Tx, actor: Actor, input: ReturnReview) {
  const disruption = await mayOn(tx, actor, "return", input.id);
  const review = await findReview(tx, actor, disruption.id);
  if (!review) throw new Refusal("not-found", "That review does not exist.");
  if (review.version !== input.version) throw stale({ version: String(review.version) });
  await changeReview(tx, actor, review, {
    submittedAt: null,
    submittedBy: null,
    submittedRole: null,
    returnedBy: actor.personId,
    returnedRole: actor.role,
    returnedAt: tx.now,
    returnedReason: input.reason,
    round: review.round + 1,
    changedAt: tx.now,
  });
  if (covers(actor, disruption.serviceIds)) return settle(tx, actor, disruption);
  // A signer of one of its services returns it without changing the record itself, which names more than they cover.
  await tx.execute(sql`select guard.review_was_returned(${disruption.id}::uuid)`);
  await noteConfirmed(tx, actor, disruption.id, disruption.serviceIds);
}

export function signReview(actor: Actor, input: ByVersion) {
  return changeAs(actor, "disruption.sign", (tx) => signReviewIn(tx, actor, input));
}

/** Signs the review as it stands. The last signature waits until nothing else is open. `version` is the review's. */
export async function signReviewIn(tx: Tx, actor: Actor, input: ByVersion) {
  const disruption = await mayOn(tx, actor, "sign", input.id);
  const review = await findReview(tx, actor, disruption.id);
  if (!review) throw new Refusal("not-found", "That review does not exist.");
  if (review.version !== input.version) throw stale({ version: String(review.version) });
  const facts = await reviewFacts(tx, actor, disruption);
  const places = signaturePlaces(facts);
  const slot = placeFor(actor, places, facts);
  if (!slot) throw new Refusal("forbidden", "There is no place for your signature on this review.");
  const { alone } = facts.signers;
  const forServices = slot === "registered-manager" ? servicesFor(actor, places) : [];
  const lock = lockOnSigning(facts, { ...actor, slot });
  if (lock) throw new Refusal("conflict", `The last signature waits. ${lock.says} ${lock.closes}`);
  await tx
    .insert(signOffs)
    .values({ ...rowOf(actor, disruption), round: review.round, slot, alone, forServices, ...saidBy(tx, actor) });
  // A manager of one of its services signs without changing the record itself, which names more than they cover.
  if (covers(actor, disruption.serviceIds)) await settle(tx, actor, disruption);
}
