import "server-only";
import { eq, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { dutyDecisions } from "#db/schema/disruptions.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import { decisionsOpen } from "../duty.ts";
import { findSigners } from "../queries/facts.ts";
import { listDuties } from "../queries/review.ts";
import type { AgreeDuty, ConsiderDuty, DecideDuty } from "../review-inputs.ts";
import { mayOn, rowOf, settle, stale } from "./ground.ts";

export function considerDuty(actor: Actor, input: ConsiderDuty) {
  return changeAs(actor, "disruption.consider-duty", (tx) => considerDutyIn(tx, actor, input));
}

/** Puts a further duty from the list on the desk, not decided yet. */
export async function considerDutyIn(tx: Tx, actor: Actor, input: ConsiderDuty) {
  const disruption = await mayOn(tx, actor, "decide", input.id);
  const rows = await listDuties(tx, actor, disruption.id);
  if (rows.some((row) => row.duty === input.duty))
    throw new Refusal("conflict", "That duty is on the list already.", { field: "duty" });
  await tx.insert(dutyDecisions).values({ ...rowOf(actor, disruption), duty: input.duty, twoRoles: true });
  await settle(tx, actor, disruption);
}

export function decideDuty(actor: Actor, input: DecideDuty) {
  return changeAs(actor, "disruption.decide", (tx) => decideDutyIn(tx, actor, input));
}

/** A named role decides, with a reason. A new decision takes any agreement to the old one away. */
export async function decideDutyIn(tx: Tx, actor: Actor, input: DecideDuty) {
  const disruption = await mayOn(tx, actor, "decide", input.id);
  const row = await dutyOf(tx, actor, disruption.id, input);
  if (!decisionsOpen(row, disruption.state === "awaiting-approval").includes(input.decision))
    throw new Refusal("conflict", "Its review is being signed with this decision. Return the review, then change it.", {
      field: "decision",
    });
  mustHave(
    await tx
      .update(dutyDecisions)
      .set({
        decision: input.decision,
        reason: input.reason,
        toldReference: input.toldReference ?? null,
        decidedBy: actor.personId,
        decidedRole: actor.role,
        decidedAt: tx.now,
        agreedBy: null,
        agreedRole: null,
        agreedAt: null,
        agreedAlone: false,
        version: sql`${dutyDecisions.version} + 1`,
      })
      .where(own(dutyDecisions, actor, eq(dutyDecisions.id, row.id)))
      .returning({ id: dutyDecisions.id }),
  );
  await settle(tx, actor, disruption);
}

export function agreeDuty(actor: Actor, input: AgreeDuty) {
  return changeAs(actor, "disruption.agree", (tx) => agreeDutyIn(tx, actor, input));
}

/** A second role agrees that a duty is not required, or it is marked that there is no second person. */
export async function agreeDutyIn(tx: Tx, actor: Actor, input: AgreeDuty) {
  const disruption = await mayOn(tx, actor, "agree", input.id);
  const row = await dutyOf(tx, actor, disruption.id, input);
  if (row.decision !== "not-required" || !row.twoRoles || row.agreed)
    throw new Refusal("conflict", "There is nothing here to agree to.");
  const same = row.decidedBy === actor.personId || row.decidedRole === actor.role;
  const { alone } = await findSigners(tx, actor, disruption);
  if (same && !alone) throw new Refusal("forbidden", "Your role decided this, so another role agrees.");
  mustHave(
    await tx
      .update(dutyDecisions)
      .set({
        agreedBy: actor.personId,
        agreedRole: actor.role,
        agreedAt: tx.now,
        agreedAlone: same,
        version: sql`${dutyDecisions.version} + 1`,
      })
      .where(own(dutyDecisions, actor, eq(dutyDecisions.id, row.id)))
      .returning({ id: dutyDecisions.id }),
  );
  await settle(tx, actor, disruption);
}

async function dutyOf(tx: Tx, actor: Actor, disruptionId: string, input: { dutyId: string; version: number }) {
  const row = (await listDuties(tx, actor, disruptionId)).find((one) => one.id === input.dutyId);
  if (!row) throw new Refusal("not-found", "That duty is not on the list.");
  if (row.version !== input.version) {
    const { decision, reason, toldReference, version } = row;
    throw stale({ decision, reason: reason ?? "", toldReference: toldReference ?? "", version: String(version) });
  }
  return row;
}
