import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { londonDay } from "#lib/dates.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import type { Decision } from "#lib/meetings/queries/decisions.ts";
import type { Written } from "#lib/meetings/queries/written.ts";
import { findRisk, listAcceptances } from "#lib/risks/queries/record.ts";
import { acceptableUntil } from "#lib/risks/risk.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Where a decision stands that nobody has carried out; undefined where nothing is to be done elsewhere. */
async function standingFor(tx: Tx, actor: Actor, decision: Decision): Promise<Standing | undefined> {
  const { id: decisionId, recordId: meetingId, outcome, aboutId, decidedAt, expiresOn } = decision;
  if (!outcome || !aboutId || !decidedAt) return undefined;
  const ofTheBoard = decision.committeeKind === "board";
  return standingOf(tx, actor, { decisionId, meetingId, outcome, aboutId, decidedAt, expiresOn, ofTheBoard });
}

/** Of one meeting, where each decision stands that nobody has carried out. */
export async function readWaiting(
  tx: Tx,
  actor: Actor,
  { decisions, effects }: Pick<Written, "decisions" | "effects">,
) {
  const waiting = new Map<string, Standing>();
  for (const decision of decisions) {
    if (effects.some(({ decisionId }) => decisionId === decision.id)) continue;
    const standing = await standingFor(tx, actor, decision);
    if (standing) waiting.set(decision.id, standing);
  }
  return waiting;
}

/** Of the questions that have no answer yet, the last day until which each risk could be accepted today. */
export async function readLimits(tx: Tx, actor: Actor, { decisions }: Pick<Written, "decisions">) {
  const limits = new Map<string, string>();
  for (const { id, aboutId, asks, outcome } of decisions) {
    if (asks !== "accept-risk" || outcome || !aboutId) continue;
    const risk = await findRisk(tx, actor, aboutId);
    if (risk) limits.set(id, acceptableUntil(risk.score, londonDay(tx.now)));
  }
  return limits;
}

/** Of the decisions to accept a risk that were carried out, the day on which each acceptance ends on the register. */
export async function readAccepted(
  tx: Tx,
  actor: Actor,
  { decisions, effects }: Pick<Written, "decisions" | "effects">,
) {
  const ends = new Map<string, string>();
  for (const { decisionId, verb, resultId } of effects) {
    const decision = decisions.find(({ id }) => id === decisionId);
    if (verb !== "risk.accept" || !decision) continue;
    const reference = decisionReference(decision.meeting, decision.itemPosition, decision.position);
    const acceptances = await listAcceptances(tx, actor, resultId);
    const signed = acceptances.find(({ decisionReference: its }) => its === reference);
    if (signed) ends.set(decisionId, signed.expiresOn);
  }
  return ends;
}
