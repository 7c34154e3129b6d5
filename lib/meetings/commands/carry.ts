import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { decisionEffects } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { findRecord } from "#lib/records/queries.ts";
import { recordKinds } from "#lib/records/record.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { Refusal } from "#lib/refusal.ts";
import { wordOf } from "#lib/words.ts";
import { decisionReference, effectOf, setsALimit } from "../deciding.ts";
import type { CarryOut } from "../inputs/minutes.ts";
import type { Asks, EffectVerb, Outcome } from "../minute.ts";
import { mayRead } from "../policy.ts";
import { findBoardWait, findLimitBehind } from "../queries/behind.ts";
import { type Decision, findDecision, listBoardDecisions } from "../queries/decisions.ts";
import { findMeeting } from "../queries/meeting.ts";
import { listEffects } from "../queries/votes.ts";
import { childOf } from "./row.ts";

/** A decision as another room needs it to act on. */
export type ToCarryOut = {
  decisionId: string;
  meetingId: string;
  reference: string;
  asks: Asks;
  outcome: Outcome;
  ofTheBoard: boolean;
  /** Null where it is about no record: a limit is about none. */
  aboutId: string | null;
  limit: Limit | null;
  question: string;
  because: string;
  expiresOn: string | null;
  decidedAt: Date;
};

/** What a decision does in another room, by that room's own command; the action of the page wires it. Answers what came of it. */
export type Effect = (tx: Tx, actor: Actor, decision: ToCarryOut) => Promise<{ id: string }>;
export type Effects = Record<EffectVerb, Effect> & {
  /** Whether the actor's own role may do it now; refuses what nobody could as things are, whoever records it. */
  mayNow: (tx: Tx, actor: Actor, decision: ToCarryOut) => Promise<boolean>;
};

type Meeting = { id: string; kind: string; reference: string; serviceIds: string[] };

/** Runs what the decision does elsewhere and keeps who did it; true if it waits for somebody else. */
export async function runEffect(tx: Tx, actor: Actor, meeting: Meeting, decision: Decision, effects: Effects) {
  const about = decision.aboutId ? await findRecord(tx, actor, decision.aboutId) : undefined;
  const verb = effectOf(decision, about ? wordOf(recordKinds, about.kind) : undefined);
  if (!verb || !decision.outcome || !(decision.aboutId || decision.limit)) return false;
  const asked: ToCarryOut = {
    decisionId: decision.id,
    meetingId: meeting.id,
    reference: decisionReference(meeting.reference, decision.itemPosition, decision.position),
    asks: decision.asks,
    outcome: decision.outcome,
    ofTheBoard: meeting.kind === "board",
    aboutId: decision.aboutId,
    limit: decision.limit,
    question: decision.question,
    because: decision.because ?? "",
    expiresOn: decision.expiresOn,
    decidedAt: decision.decidedAt ?? tx.now,
  };
  if (!(await effects.mayNow(tx, actor, asked)) || (await boardWaits(tx, actor, meeting, decision))) return true;
  const done = await effects[verb](tx, actor, asked);
  await noteEffect(tx, actor, meeting, {
    decisionId: decision.id,
    verb,
    resultId: verb === "appetite.set" ? null : done.id,
  });
  return false;
}

async function boardWaits(tx: Tx, actor: Actor, meeting: Pick<Meeting, "id" | "kind">, decision: Decision) {
  if (meeting.kind !== "board" || !(decision.outcome === "accept-risk" || setsALimit(decision))) return undefined;
  return findBoardWait(tx, actor, { decisionId: decision.id, meetingId: meeting.id });
}

type Done = { decisionId: string; verb: EffectVerb; resultId: string | null };

async function noteEffect(tx: Tx, actor: Actor, meeting: Pick<Meeting, "id" | "serviceIds">, done: Done) {
  await tx.insert(decisionEffects).values({
    ...childOf(actor, meeting),
    ...done,
    id: randomUUID(),
    doneBy: actor.personId,
    doneRole: actor.role,
    doneAt: tx.now,
  });
}

export function carryOut(actor: Actor, input: CarryOut, effects: Effects) {
  return changeAs(actor, "decision.carry-out", (tx) => carryOutIn(tx, actor, input, effects));
}

/** Somebody whose own role may does what the meeting decided; the minutes stay as they are. */
export async function carryOutIn(tx: Tx, actor: Actor, input: CarryOut, effects: Effects) {
  const decision = await findDecision(tx, actor, input.decisionId);
  const meeting = decision && (await findMeeting(tx, actor, decision.recordId));
  if (!meeting || !mayRead(actor, meeting.serviceIds)) throw new Refusal("not-found", "That decision does not exist.");
  if (!decision.outcome) throw new Refusal("conflict", "The meeting has not decided this yet.");
  const done = (await listEffects(tx, actor, meeting.id)).find(({ decisionId }) => decisionId === decision.id);
  if (done)
    throw new Refusal("conflict", `This was carried out already${done.reference ? `: ${done.reference}` : ""}.`);
  if (decision.outcome === "accept-risk" && decision.committeeKind === "board" && decision.aboutId) {
    const standing = await listBoardDecisions(tx, actor, decision.aboutId);
    if (!standing.some(({ id }) => id === decision.id))
      throw new Refusal(
        "conflict",
        "The board has decided again about this risk since, so this decision no longer stands.",
      );
  }
  const board = await boardWaits(tx, actor, meeting, decision);
  if (board) throw new Refusal("conflict", `It waits for ${board}.`);
  const waits = await runEffect(tx, actor, meeting, decision, effects);
  if (waits) throw new Refusal("forbidden", "Your role cannot carry this out. It waits for somebody whose role can.");
  return { id: meeting.id, itemId: decision.itemId };
}

/**
 * Decision 11: the board's own decision to accept a risk, taken up by whoever signs the acceptance. It is used once,
 * and the acceptance ends no later than the board said.
 */
export async function takeBoardDecision(tx: Tx, actor: Actor, asked: { decisionId: string; riskId: string }) {
  const decision = (await listBoardDecisions(tx, actor, asked.riskId)).find(({ id }) => id === asked.decisionId);
  if (!decision)
    throw new Refusal("conflict", "Choose a decision of the board about this risk that nobody has carried out yet.", {
      field: "boardDecisionId",
    });
  const meeting = await findMeeting(tx, actor, decision.recordId);
  if (!meeting) throw new Refusal("not-found", "The meeting that decided this does not exist.");
  const board = await boardWaits(tx, actor, meeting, decision);
  if (board) throw new Refusal("conflict", `It waits for ${board}.`, { field: "boardDecisionId" });
  await noteEffect(tx, actor, meeting, { decisionId: decision.id, verb: "risk.accept", resultId: asked.riskId });
  return {
    reference: decisionReference(decision.meeting, decision.itemPosition, decision.position),
    ofTheBoard: true,
    expiresOn: decision.expiresOn,
    decidedAt: decision.decidedAt ?? tx.now,
  };
}

/** The board's decision behind a limit that is raised by hand, marked as carried out; or why none stands. It is used once. */
export async function takeBoardLimit(tx: Tx, actor: Actor, asked: Limit & { reference: string; on: string }) {
  const { decision, why } = await findLimitBehind(tx, actor, asked);
  const meeting = decision && (await findMeeting(tx, actor, decision.recordId));
  if (meeting) await noteEffect(tx, actor, meeting, { decisionId: decision.id, verb: "appetite.set", resultId: null });
  return { why, decisionId: decision?.id };
}
