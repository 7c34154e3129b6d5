import "server-only";
import { eq, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import { risks } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { formatDate } from "#lib/dates.ts";
import { keepRecord } from "#lib/records/commands.ts";
import { Refusal } from "#lib/refusal.ts";
import { may, type RiskVerb } from "#lib/risks/policy.ts";
import { findRisk, type Risk } from "#lib/risks/queries/record.ts";
import type { RiskState } from "#lib/risks/risk.ts";

/** The risk, if the actor may do this to it now. */
export async function riskFor(tx: Tx, actor: Actor, verb: RiskVerb, id: string): Promise<Risk> {
  const risk = await findRisk(tx, actor, id);
  if (!risk) throw new Refusal("not-found", "That risk does not exist.");
  if (!may(actor, verb, risk)) throw new Refusal("forbidden", noes[verb]);
  return risk;
}

const noes: Record<RiskVerb, string> = {
  record: "You may record risks for your own services only. Choose them.",
  change: "You may not change this risk.",
  open: "You may not open this risk.",
  score: "You may not score this risk.",
  control: "You may not change this risk's controls.",
  prove: "You may not record a proof for this risk.",
  review: "You may not review this risk.",
  treat: "You may not choose this risk's treatment.",
  accept: "You may not accept this risk.",
  close: "You may not close this risk.",
  reopen: "You may not open this risk again.",
};

export const recordNo = noes.record;

type Kept = { title?: string; state?: RiskState; ownerId?: string | null };

/** Changes the risk's row if it still is what the person saw, and keeps its record in step. */
export async function changeRow(
  tx: Tx,
  actor: Actor,
  risk: Risk,
  version: number,
  set: Partial<typeof risks.$inferInsert>,
  kept: Kept = {},
): Promise<{ id: string; version: number }> {
  const [row] = await tx
    .update(risks)
    .set({ ...set, changedAt: tx.now, version: sql`${risks.version} + 1` })
    .where(own(risks, actor, eq(risks.id, risk.id), eq(risks.version, version)))
    .returning({ id: risks.id, version: risks.version });
  if (!row) throw staleRisk(risk);
  await keepRecord(tx, actor, risk.id, kept);
  return row;
}

/** Both versions are shown: what was typed stays in the form, beside what the record says now. */
function staleRisk(risk: Risk): Refusal {
  return new Refusal("stale", "Someone changed this risk while you were reading it.", {
    current: {
      title: risk.title,
      cause: risk.cause,
      event: risk.event,
      effect: risk.effect,
      category: risk.category,
      recurs: risk.recurs ? "yes" : "",
      treatment: risk.treatment,
      treatmentPlan: risk.treatmentPlan ?? "",
      reviewMonths: String(risk.reviewMonths),
      nextReviewOn: formatDate(risk.nextReviewOn),
      ownerId: risk.ownerId ?? "",
      serviceIds: risk.serviceIds.join(","),
      version: String(risk.version),
    },
  });
}

/** What every row under a risk begins with. */
export function childOf(actor: Actor, risk: { id: string; serviceIds: readonly string[] }) {
  return { organisationId: actor.organisationId, recordId: risk.id, serviceIds: [...risk.serviceIds] };
}
