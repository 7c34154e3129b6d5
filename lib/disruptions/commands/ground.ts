import "server-only";
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { disruptionReviews, disruptions } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { stateOf } from "../disruption.ts";
import { type DisruptionVerb, may } from "../policy.ts";
import { type Disruption, findDisruption, findOpenClosure } from "../queries/disruption.ts";
import { findReview, listPapers, type Review } from "../queries/review.ts";

const no: Record<DisruptionVerb, string> = {
  report: "You may report a disruption for your own services only. Choose them.",
  add: "You may not add to this disruption.",
  triage: "You may not triage this disruption now.",
  "set-aside": "You may not set this report aside now.",
  time: "You may not change the times of this disruption.",
  impact:
    "You may not record what this disruption meant for a service now. While its review is being signed, it has to be returned first.",
  fallback:
    "You may not record what was used instead now. While its review is being signed, it has to be returned first.",
  paper: "You may not count the paper records of this disruption.",
  review: "You may not write this review now. A review that was sent for sign-off has to be returned first.",
  answer: "Only a role that signs may answer whether care stayed safe, before the review is sent for sign-off.",
  decide: "You may not decide this duty.",
  agree: "You may not agree to this decision.",
  sign: "You may not sign this review now.",
  return: "You may not return this review now.",
  close: "You may not close this disruption.",
  reopen: "You may not open this disruption again.",
};

/** The disruption, when the actor may do this to it now. */
export async function mayOn(tx: Tx, actor: Actor, verb: DisruptionVerb, id: string): Promise<Disruption> {
  const disruption = await findDisruption(tx, actor, id);
  if (!disruption) throw new Refusal("not-found", "That disruption does not exist.");
  if (!may(actor, verb, disruption)) throw new Refusal("forbidden", no[verb]);
  return disruption;
}

/** The columns that every row of a disruption carries from it. */
export function rowOf(actor: Actor, disruption: Pick<Disruption, "id" | "serviceIds" | "periodAt">) {
  return {
    organisationId: actor.organisationId,
    id: randomUUID(),
    disruptionId: disruption.id,
    serviceIds: [...disruption.serviceIds],
    periodAt: disruption.periodAt,
  };
}

export function saidBy(tx: Tx, actor: Actor) {
  return { personId: actor.personId, role: actor.role, at: tx.now };
}

type ReviewChange = Partial<typeof disruptionReviews.$inferInsert>;

/** Changes the review as it was read: who changed it meanwhile is not written over. */
export async function changeReview(tx: Tx, actor: Actor, review: Review, values: ReviewChange): Promise<void> {
  mustHave(
    await tx
      .update(disruptionReviews)
      .set({ ...values, version: sql`${disruptionReviews.version} + 1` })
      .where(
        own(
          disruptionReviews,
          actor,
          eq(disruptionReviews.id, review.id),
          eq(disruptionReviews.version, review.version),
        ),
      )
      .returning({ id: disruptionReviews.id }),
  );
}

type Change = Partial<typeof disruptions.$inferInsert>;

/** Writes what changed and brings the state, here and in `records`, into line with what is known now. */
export async function settle(
  tx: Tx,
  actor: Actor,
  before: Disruption,
  change: Change = {},
  version?: number,
): Promise<void> {
  const review = await findReview(tx, actor, before.id);
  const papers = await listPapers(tx, actor, before.id);
  const { paper, restoredAt, declaredAt, onPaperAt, severityTriage, setAside } = { ...before, ...change };
  const state = stateOf({
    closed: (await findOpenClosure(tx, actor, before.id)) !== undefined,
    submitted: review?.submittedAt != null,
    triaged: severityTriage != null,
    reviewBegun: review !== undefined,
    restored: restoredAt != null,
    onPaper: paper === "used" || declaredAt != null || onPaperAt != null,
    paperOpen: paper === "used" && (papers.length === 0 || papers.some((row) => row.checked < row.written)),
  });
  const [row] = await tx
    .update(disruptions)
    .set({ ...change, state, changedAt: tx.now, version: sql`${disruptions.version} + 1` })
    .where(
      own(
        disruptions,
        actor,
        eq(disruptions.id, before.id),
        version === undefined ? undefined : eq(disruptions.version, version),
      ),
    )
    .returning({ id: disruptions.id });
  if (!row) throw stale({ version: String(before.version) });
  await keepRecord(tx, actor, before.id, {
    state: setAside ? "set-aside" : state,
    ...(change.title ? { title: change.title } : {}),
    ...(change.ownerId === undefined ? {} : { ownerId: change.ownerId }),
  });
}

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
export function stale(current: Record<string, string>): Refusal {
  return new Refusal("stale", "Someone changed this while you were reading it.", { current });
}
