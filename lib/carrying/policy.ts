import { type Actor, covers } from "#lib/access/actor.ts";
import type { Holder } from "#lib/access/holders.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { may as mayAct } from "#lib/action-items/policy.ts";
import { formatDate } from "#lib/dates.ts";
import { lockOnSigning, type ReviewFacts } from "#lib/disruptions/open-points.ts";
import { type DisruptionFacts, may as maySign, placeFor } from "#lib/disruptions/policy.ts";
import { isFree, signaturePlaces, slotWords } from "#lib/disruptions/review.ts";
import { effectOf, effectWords, setsALimit } from "#lib/meetings/deciding.ts";
import type { EffectVerb } from "#lib/meetings/minute.ts";
import type { RecordCard } from "#lib/records/queries.ts";
import { may as mayTest, type TestFacts } from "#lib/resilience-tests/policy.ts";
import { isHeld, plannedAlready } from "#lib/resilience-tests/resilience-test.ts";
import {
  anotherHolds,
  mayAccept,
  may as mayOnRisk,
  maySetAppetite,
  needsBoard,
  type RiskFacts,
  rolesToAccept,
} from "#lib/risks/policy.ts";
import { type Appetite, acceptableUntil, appetiteFor, type RiskCategory } from "#lib/risks/risk.ts";
import type { Decided, Standing } from "./carrying.ts";

type RiskGround = RiskFacts & {
  reference: string;
  score: number;
  category: RiskCategory;
  scoredAt: Date | undefined;
  /** Newest first. */
  acceptances: readonly { acceptedAt: Date; expiresOn: string }[];
  owners: readonly string[];
};
type ReviewGround = { disruption: DisruptionFacts; submittedAt: Date | null | undefined; facts: ReviewFacts };

/** All that the rules ask of the other rooms, as the reader sees it, of as many decisions as are asked about. */
export type Grounds = {
  today: string;
  about: ReadonlyMap<string, RecordCard>;
  risks: ReadonlyMap<string, RiskGround>;
  appetites: readonly Appetite[];
  holders: readonly Holder[];
  /** The board's decisions that are its latest and that nobody has carried out. */
  boardStands: ReadonlySet<string>;
  /** The limits that a board in use decided last. */
  limitStands: ReadonlySet<string>;
  /** For what a board's acceptance or limit still waits, by its decision. */
  boardWaits: ReadonlyMap<string, string>;
  tests: ReadonlyMap<string, TestFacts & { reference: string }>;
  /** The reference of the retest that is planned already, by its test. */
  retests: ReadonlyMap<string, string>;
  reviews: ReadonlyMap<string, ReviewGround>;
};

type Asked = { actor: Actor; decided: Decided; about: RecordCard; grounds: Grounds };
const blocked = (why: string, field: "outcome" | "expiresOn" = "outcome"): Standing => ({
  kind: "blocked",
  why,
  field,
});

/** Undefined where the decision does nothing elsewhere, or the reader does not see what it is about. */
export function standingOf(actor: Actor, decided: Decided, grounds: Grounds): Standing | undefined {
  if (setsALimit(decided)) return setting(actor, decided, grounds);
  const about = decided.aboutId ? grounds.about.get(decided.aboutId) : undefined;
  const verb = effectOf(decided, about?.kind);
  return about && verb && verb !== "appetite.set" ? standings[verb]({ actor, decided, about, grounds }) : undefined;
}

const standings: Record<Exclude<EffectVerb, "appetite.set">, (asked: Asked) => Standing | undefined> = {
  "risk.accept": accepting,
  "test.plan": ({ actor, about, grounds }) => {
    const test = grounds.tests.get(about.id);
    if (!test) return undefined;
    if (test.state === "cancelled")
      return blocked(`${test.reference} was cancelled, so there is nothing to test again.`);
    if (!isHeld(test.state))
      return blocked(`${test.reference} has not been held yet. A retest is planned once it has been.`);
    const retest = grounds.retests.get(about.id);
    if (retest) return blocked(plannedAlready(retest));
    const planned = mayTest(actor, "retest", test) && mayTest(actor, "plan", test);
    return { kind: planned ? "may" : "waits", forWhom: effectWords["test.plan"].waits };
  },
  "disruption.sign": signing,
  "action.raise": ({ actor, about: { serviceIds } }) => {
    const raises =
      covers(actor, serviceIds) && mayAct(actor, "raise", { state: "open", serviceIds, ownerId: actor.personId });
    return { kind: raises ? "may" : "waits", forWhom: effectWords["action.raise"].waits };
  },
};

/** A limit is the register's own: it is about no record, and one role keeps it for the board. */
function setting(actor: Actor, { decisionId }: Decided, { limitStands, boardWaits }: Grounds): Standing {
  if (!limitStands.has(decisionId))
    return blocked("The board has decided on this limit again since, or is closed, so this decision no longer stands.");
  const board = boardWaits.get(decisionId);
  if (board) return { kind: "waits", forWhom: board };
  return { kind: maySetAppetite(actor) ? "may" : "waits", forWhom: effectWords["appetite.set"].waits };
}

function accepting({ actor, decided, about, grounds }: Asked): Standing | undefined {
  const { today } = grounds;
  const risk = grounds.risks.get(about.id);
  if (!risk) return undefined;
  const { reference, score } = risk;
  if (risk.state === "closed") return blocked(`${reference} is closed, so there is nothing to accept.`);
  if (risk.state === "draft") return blocked(`${reference} is a draft. Open it first.`);
  const { decisionId, decidedAt, ofTheBoard } = decided;
  const whose = ofTheBoard ? "board" : "meeting";
  const appetite = appetiteFor(grounds.appetites, risk.category);
  if (needsBoard(score, appetite) && !ofTheBoard)
    return blocked(`${reference} is above the board's limit: only the board accepts it. Escalate it.`);
  if (risk.scoredAt && risk.scoredAt > decidedAt)
    return blocked(`The score has moved since the ${whose} decided. Put it to the ${whose} again.`);
  if (ofTheBoard && !grounds.boardStands.has(decisionId))
    return blocked("The board has decided again about this risk since, so this decision no longer stands.");
  const accepted = risk.acceptances.find(({ acceptedAt }) => acceptedAt > decidedAt);
  if (accepted)
    return blocked(`${reference} was accepted on its own page meanwhile, until ${formatDate(accepted.expiresOn)}.`);
  const until = decided.expiresOn ?? today;
  if (until <= today)
    return blocked(
      `The last day of the acceptance, ${formatDate(until)}, has come. Put it to the ${whose} again.`,
      "expiresOn",
    );
  const latest = acceptableUntil(score, today);
  if (until > latest)
    return blocked(`A score of ${score} is accepted until ${formatDate(latest)} at the latest.`, "expiresOn");
  const board = ofTheBoard ? grounds.boardWaits.get(decisionId) : undefined;
  if (board) return { kind: "waits", forWhom: board };
  const roles = rolesToAccept(score, appetite);
  const isOwner = risk.owners.includes(actor.personId);
  const except = [actor.personId, ...risk.owners];
  const secondPerson = anotherHolds(grounds.holders, { roles, serviceIds: risk.serviceIds, except });
  const answer = mayAccept({ role: actor.role, isOwner, score, appetite, secondPerson });
  return {
    kind: answer.ok && mayOnRisk(actor, "accept", risk) ? "may" : "waits",
    forWhom: `the ${roles.map((role) => roleLabels[role].toLowerCase()).join(" or the ")}`,
  };
}

function signing({ actor, decided, about, grounds }: Asked): Standing | undefined {
  const ground = grounds.reviews.get(about.id);
  if (!ground) return undefined;
  const { disruption, submittedAt, facts } = ground;
  if (disruption.state === "closed") return blocked(`${about.reference} is closed, so no signature is missing.`);
  if (submittedAt === undefined || disruption.state !== "awaiting-approval")
    return blocked(`The review of ${about.reference} has not been sent for sign-off yet.`);
  if (submittedAt && submittedAt > decided.decidedAt)
    return blocked("Its review was sent for sign-off again since. Put it to the meeting again.");
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
