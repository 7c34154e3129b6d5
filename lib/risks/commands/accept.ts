import "server-only";
import { randomUUID } from "node:crypto";
import { changeAs, type Tx } from "#db/client.ts";
import { riskAcceptances, riskAppetites } from "#db/schema/risks.ts";
import type { Actor } from "#lib/access/actor.ts";
import { listHolders } from "#lib/access/holders.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { Refusal } from "#lib/refusal.ts";
import type { AcceptRisk, SetAppetite } from "#lib/risks/inputs.ts";
import { anotherHolds, mayAccept, maySetAppetite, ownerSentence, rolesToAccept } from "#lib/risks/policy.ts";
import { listAppetites, listFollowing } from "#lib/risks/queries/appetite.ts";
import { listOwnersOfWhatStands } from "#lib/risks/queries/owners.ts";
import { listScores } from "#lib/risks/queries/record.ts";
import { acceptableUntil, appetiteFor } from "#lib/risks/risk.ts";
import { changeRow, childOf, riskFor } from "./row.ts";

/** A committee's decision to accept this risk, as the room that keeps it tells: how it is named, whose, until when, and made when. */
export type CommitteeDecision = { reference: string; ofTheBoard: boolean; expiresOn: string | null; decidedAt: Date };
/** Finds the board's decision about this risk and marks it as carried out; the action of the page wires it. */
export type TakeBoardDecision = (
  tx: Tx,
  actor: Actor,
  asked: { decisionId: string; riskId: string },
) => Promise<CommitteeDecision>;

export function acceptRisk(actor: Actor, input: AcceptRisk, take: TakeBoardDecision) {
  return changeAs(actor, "risk.accept", async (tx) => {
    const { id: riskId, boardDecisionId: decisionId } = input;
    return acceptRiskIn(tx, actor, input, decisionId ? await take(tx, actor, { decisionId, riskId }) : undefined);
  });
}

/** Decision 11: by a role that is high enough, never by the owner where someone else could, and only for a time. */
export async function acceptRiskIn(tx: Tx, actor: Actor, input: AcceptRisk, decision?: CommitteeDecision) {
  const risk = await riskFor(tx, actor, "accept", input.id);
  const appetite = appetiteFor(await listAppetites(tx, actor), risk.category);
  const roles = rolesToAccept(risk.score, appetite);
  const owners = await listOwnersOfWhatStands(tx, actor, risk.id);
  const asked = { roles, serviceIds: risk.serviceIds, except: [actor.personId, ...owners] };
  const secondPerson = anotherHolds(await listHolders(tx, actor), asked);
  const isOwner = owners.includes(actor.personId);
  const answer = mayAccept({ role: actor.role, isOwner, score: risk.score, appetite, secondPerson });
  if (!answer.ok) {
    const who = roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ");
    const owner = `${ownerSentence(risk.ownerId === actor.personId)} The signature must be theirs.`;
    throw new Refusal(
      "forbidden",
      answer.why === "owner" ? owner : `A score of ${risk.score} is accepted by the ${who}.`,
    );
  }
  if (answer.boardDecision && !decision?.ofTheBoard)
    throw new Refusal("conflict", "Choose the board's decision: this score needs one. Put it to the board first.", {
      field: "boardDecisionId",
    });
  if (decision) await mustBeTheScoreDecided(tx, actor, risk.id, decision);
  const today = londonDay(tx.now);
  const latest = acceptableUntil(risk.score, today);
  if (input.expiresOn <= today || input.expiresOn > latest)
    throw new Refusal("conflict", `The acceptance must end after today and by ${formatDate(latest)}.`, {
      field: "expiresOn",
    });
  if (decision?.expiresOn && input.expiresOn > decision.expiresOn)
    throw new Refusal("conflict", `The meeting accepted it until ${formatDate(decision.expiresOn)}, not longer.`, {
      field: "expiresOn",
    });
  const row = await changeRow(tx, actor, risk, input.version, { state: "tolerated" }, { state: "tolerated" });
  await tx.insert(riskAcceptances).values({
    ...childOf(actor, risk),
    id: randomUUID(),
    score: risk.score,
    appetite,
    reason: input.reason,
    decisionReference: decision?.reference ?? null,
    acceptedBy: actor.personId,
    acceptedRole: actor.role,
    noSecondPerson: answer.noSecondPerson,
    acceptedOn: today,
    acceptedAt: tx.now,
    expiresOn: input.expiresOn,
  });
  return row;
}

/** A decision is about the score that stood when it was made, not about any that came after it. */
async function mustBeTheScoreDecided(tx: Tx, actor: Actor, riskId: string, decision: CommitteeDecision): Promise<void> {
  const newest = (await listScores(tx, actor, riskId)).findLast(({ kind }) => kind === "current");
  if (!newest || newest.at <= decision.decidedAt) return;
  const whose = decision.ofTheBoard ? "board" : "meeting";
  throw new Refusal("conflict", `The score has moved since the ${whose} decided. Put it to the ${whose} again.`);
}

/**
 * Finds the board's decision that asked for a limit and marks it as carried out, or tells why none stands; neither where
 * no board ever was. The room that keeps decisions tells, the action of the page wires it.
 */
export type TakeBoardLimit = (
  tx: Tx,
  actor: Actor,
  asked: Limit & { reference: string; on: string },
) => Promise<{ why?: string | undefined; decisionId?: string | undefined }>;

export function setAppetite(actor: Actor, input: SetAppetite, take: TakeBoardLimit) {
  return changeAs(actor, "appetite.set", (tx) => setAppetiteIn(tx, actor, input, take));
}

/**
 * Written by the nominated individual for the board; the limits before it stay readable. A raise takes the board's
 * decision, unless it is the decision itself that is carried out.
 */
export async function setAppetiteIn(
  tx: Tx,
  actor: Actor,
  input: SetAppetite,
  behind: TakeBoardLimit | { decisionId: string },
) {
  if (!maySetAppetite(actor))
    throw new Refusal("forbidden", "The nominated individual sets the appetite for the board.");
  if (input.decidedOn > londonDay(tx.now))
    throw new Refusal("conflict", "The board's decision cannot lie ahead.", { field: "decidedOn" });
  const decisionId = typeof behind === "function" ? await decisionFor(tx, actor, input, behind) : behind.decisionId;
  const id = randomUUID();
  await tx.insert(riskAppetites).values({
    organisationId: actor.organisationId,
    id,
    ...input,
    decisionId: decisionId ?? null,
    setBy: actor.personId,
    setAt: tx.now,
  });
  if (input.category === "all") await takeAlong(tx, actor, input);
  return { id };
}

/** A lower limit for every kind takes along the own limits above it that the board was never asked for. */
async function takeAlong(tx: Tx, actor: Actor, { decidedOn, decisionReference }: SetAppetite) {
  const maximum = appetiteFor(await listAppetites(tx, actor), "all");
  const above = (await listFollowing(tx, actor)).filter((one) => one.maximum > maximum);
  if (above.length === 0) return;
  await tx.insert(riskAppetites).values(
    above.map((one) => ({
      organisationId: actor.organisationId,
      id: randomUUID(),
      category: one.category,
      maximum,
      decidedOn: one.decidedOn > decidedOn ? one.decidedOn : decidedOn,
      decisionReference,
      decisionId: null,
      setBy: actor.personId,
      setAt: tx.now,
    })),
  );
}

/** One decision raises one limit, once, and the one that it was asked for; a limit that is not raised needs none. */
async function decisionFor(tx: Tx, actor: Actor, input: SetAppetite, take: TakeBoardLimit) {
  const { category, maximum, decisionReference: reference, decidedOn: on } = input;
  if (maximum <= appetiteFor(await listAppetites(tx, actor), category)) return undefined;
  const { why, decisionId } = await take(tx, actor, { category, maximum, reference, on });
  if (why) throw new Refusal("conflict", `A limit is raised by the board. ${why}`, { field: "decisionReference" });
  return decisionId;
}
