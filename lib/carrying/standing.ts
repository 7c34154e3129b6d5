import "server-only";
import type { Tx } from "#db/client.ts";
import { type Actor, covers } from "#lib/access/actor.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { may as mayAct } from "#lib/action-items/policy.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { lockOnSigning } from "#lib/disruptions/open-points.ts";
import { may as maySign } from "#lib/disruptions/policy.ts";
import { findDisruption } from "#lib/disruptions/queries/disruption.ts";
import { findReview, reviewFacts } from "#lib/disruptions/queries/review.ts";
import { isFree, placeFor, signaturePlaces, slotWords } from "#lib/disruptions/review.ts";
import { effectOf, effectWords } from "#lib/meetings/deciding.ts";
import type { EffectVerb, Outcome } from "#lib/meetings/minute.ts";
import { findBoardWait } from "#lib/meetings/queries/behind.ts";
import { listBoardDecisions } from "#lib/meetings/queries/decisions.ts";
import { findRecord, type RecordCard } from "#lib/records/queries.ts";
import { may as mayTest } from "#lib/resilience-tests/policy.ts";
import { findTest } from "#lib/resilience-tests/queries/record.ts";
import { isHeld } from "#lib/resilience-tests/resilience-test.ts";
import { mayAccept, may as mayOnRisk, needsBoard, rolesToAccept } from "#lib/risks/policy.ts";
import { hasSecondPerson, listAppetites } from "#lib/risks/queries/appetite.ts";
import { listOwnersOfWhatStands } from "#lib/risks/queries/owners.ts";
import { findRisk, listAcceptances, listScores } from "#lib/risks/queries/record.ts";
import { acceptableUntil, appetiteFor } from "#lib/risks/risk.ts";

/** What a meeting decided, as far as another room has to do it. */
export type Decided = {
  decisionId: string;
  meetingId: string;
  outcome: Outcome;
  aboutId: string;
  expiresOn: string | null;
  decidedAt: Date;
  ofTheBoard: boolean;
};

/**
 * Where a decision stands that nobody has carried out: the reader may do it now, it waits for others, or nobody can as
 * things are. The button, the refusal and the lists of what waits all ask here.
 */
export type Standing =
  | { kind: "may"; forWhom: string }
  | { kind: "waits"; forWhom: string }
  | { kind: "blocked"; why: string; field: "outcome" | "expiresOn" };

type Asked = { tx: Tx; actor: Actor; decided: Decided; about: RecordCard };
const blocked = (why: string, field: "outcome" | "expiresOn" = "outcome"): Standing => ({
  kind: "blocked",
  why,
  field,
});

/** Undefined where the decision does nothing elsewhere, or the reader does not see what it is about. */
export async function standingOf(tx: Tx, actor: Actor, decided: Decided): Promise<Standing | undefined> {
  const about = await findRecord(tx, actor, decided.aboutId);
  const verb = effectOf(decided.outcome, about?.kind);
  return about && verb ? standings[verb]({ tx, actor, decided, about }) : undefined;
}

const standings: Record<EffectVerb, (asked: Asked) => Promise<Standing | undefined>> = {
  "risk.accept": accepting,
  "test.plan": async ({ tx, actor, about }) => {
    const test = await findTest(tx, actor, about.id);
    if (!test) return undefined;
    if (test.state === "cancelled")
      return blocked(`${test.reference} was cancelled, so there is nothing to test again.`);
    if (!isHeld(test.state))
      return blocked(`${test.reference} has not been held yet. A retest is planned once it has been.`);
    const planned = mayTest(actor, "retest", test) && mayTest(actor, "plan", test);
    return { kind: planned ? "may" : "waits", forWhom: effectWords["test.plan"].waits };
  },
  "disruption.sign": signing,
  "action.raise": async ({ actor, about: { serviceIds } }) => {
    const raises =
      covers(actor, serviceIds) && mayAct(actor, "raise", { state: "open", serviceIds, ownerId: actor.personId });
    return { kind: raises ? "may" : "waits", forWhom: effectWords["action.raise"].waits };
  },
};

async function accepting({ tx, actor, decided, about }: Asked): Promise<Standing | undefined> {
  const risk = await findRisk(tx, actor, about.id);
  if (!risk) return undefined;
  const { reference, score } = risk;
  if (risk.state === "closed") return blocked(`${reference} is closed, so there is nothing to accept.`);
  if (risk.state === "draft") return blocked(`${reference} is a draft. Open it first.`);
  const { decisionId, decidedAt, ofTheBoard } = decided;
  const whose = ofTheBoard ? "board" : "meeting";
  const appetite = appetiteFor(await listAppetites(tx, actor), risk.category);
  if (needsBoard(score, appetite) && !ofTheBoard)
    return blocked(`${reference} is above the board's limit: only the board accepts it. Escalate it.`);
  const newest = (await listScores(tx, actor, risk.id)).findLast(({ kind }) => kind === "current");
  if (newest && newest.at > decidedAt)
    return blocked(`The score has moved since the ${whose} decided. Put it to the ${whose} again.`);
  if (ofTheBoard && !(await listBoardDecisions(tx, actor, risk.id)).some(({ id }) => id === decisionId))
    return blocked("The board has decided again about this risk since, so this decision no longer stands.");
  const accepted = (await listAcceptances(tx, actor, risk.id)).find(({ acceptedAt }) => acceptedAt > decidedAt);
  if (accepted)
    return blocked(`${reference} was accepted on its own page meanwhile, until ${formatDate(accepted.expiresOn)}.`);
  const today = londonDay(tx.now);
  const until = decided.expiresOn ?? today;
  if (until <= today)
    return blocked(
      `The last day of the acceptance, ${formatDate(until)}, has come. Put it to the ${whose} again.`,
      "expiresOn",
    );
  const latest = acceptableUntil(score, today);
  if (until > latest)
    return blocked(`A score of ${score} is accepted until ${formatDate(latest)} at the latest.`, "expiresOn");
  const board = ofTheBoard ? await findBoardWait(tx, actor, decided) : undefined;
  if (board) return { kind: "waits", forWhom: board };
  const roles = rolesToAccept(score, appetite);
  const except = await listOwnersOfWhatStands(tx, actor, risk.id);
  const secondPerson = await hasSecondPerson(tx, actor, { roles, serviceIds: risk.serviceIds, except });
  const isOwner = except.includes(actor.personId);
  const answer = mayAccept({ role: actor.role, isOwner, score, appetite, secondPerson });
  return {
    kind: answer.ok && mayOnRisk(actor, "accept", risk) ? "may" : "waits",
    forWhom: `the ${roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ")}`,
  };
}

async function signing({ tx, actor, decided, about }: Asked): Promise<Standing | undefined> {
  const disruption = await findDisruption(tx, actor, about.id);
  if (!disruption) return undefined;
  const review = await findReview(tx, actor, disruption.id);
  if (disruption.state === "closed") return blocked(`${about.reference} is closed, so no signature is missing.`);
  if (!review || disruption.state !== "awaiting-approval")
    return blocked(`The review of ${about.reference} has not been sent for sign-off yet.`);
  if (review.submittedAt && review.submittedAt > decided.decidedAt)
    return blocked("Its review was sent for sign-off again since. Put it to the meeting again.");
  const facts = await reviewFacts(tx, actor, disruption);
  const places = signaturePlaces(facts);
  const free = places
    .filter(isFree)
    .map(({ slot, service }) => `${slotWords[slot].toLowerCase()}${service ? ` of ${service.name}` : ""}`);
  if (free.length === 0) return blocked(`Every signature on the review of ${about.reference} is there.`);
  const forWhom = `the ${free.join(" or the ")}`;
  const slot = maySign(actor, "sign", disruption) ? placeFor(actor, places, facts) : undefined;
  if (!slot) return { kind: "waits", forWhom };
  const lock = lockOnSigning(facts, { ...actor, slot });
  return lock ? blocked(`The last signature waits. ${lock.says} ${lock.closes}`) : { kind: "may", forWhom };
}
