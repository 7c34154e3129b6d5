import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { decisionReference } from "#lib/meetings/deciding.ts";
import { mayRead } from "#lib/meetings/policy.ts";
import { type Decision, listDecisions, listNotCarriedOut } from "#lib/meetings/queries/decisions.ts";
import { listEffects } from "#lib/meetings/queries/votes.ts";
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

export type Waiting = {
  id: string;
  /** "MTG-2026-004 decision 4.1". */
  reference: string;
  question: string;
  href: string;
  says: string;
  standing: Standing;
};

/** Where it stands, as a sentence. */
export function standingWords(standing: Standing): string {
  return standing.kind === "blocked" ? standing.why : `Waits for ${standing.forWhom}`;
}

/** Decisions about one record, or about any, that nobody has carried out, of the meetings that the reader may read. */
export async function listWaiting(tx: Tx, actor: Actor, aboutId?: string): Promise<Waiting[]> {
  if (!can(actor, "meetings", "read")) return [];
  const found = (await listNotCarriedOut(tx, actor, aboutId)).filter(({ serviceIds }) => mayRead(actor, serviceIds));
  const waiting: Waiting[] = [];
  for (const decision of found) {
    const standing = await standingFor(tx, actor, decision);
    if (standing) waiting.push(waitingOf(decision, standing));
  }
  return waiting;
}

/** What waits for the reader's own role. */
export async function listWaitingForMe(tx: Tx, actor: Actor): Promise<Waiting[]> {
  return (await listWaiting(tx, actor)).filter(({ standing }) => standing.kind === "may");
}

/** Of one meeting, what its decisions still have to do elsewhere. */
export async function listWaitingOf(tx: Tx, actor: Actor, meetingId: string): Promise<Waiting[]> {
  const decisions = await listDecisions(tx, actor, meetingId);
  const waiting = await readWaiting(tx, actor, { decisions, effects: await listEffects(tx, actor, meetingId) });
  return decisions.flatMap((decision) => {
    const standing = waiting.get(decision.id);
    return standing ? [waitingOf(decision, standing)] : [];
  });
}

function waitingOf(decision: Decision, standing: Standing): Waiting {
  const { id, recordId, itemId, question } = decision;
  return {
    ...{ id, question, standing },
    reference: decisionReference(decision.meeting, decision.itemPosition, decision.position),
    href: `/meetings/${recordId}/minutes?item=${itemId}#decision-${id}`,
    says: standingWords(standing),
  };
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
