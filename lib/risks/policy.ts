import { type Actor, covers, reaches } from "#lib/access/actor.ts";
import type { Holder, Work } from "#lib/access/holders.ts";
import { can, type Role } from "#lib/access/roles.ts";
import { bandOf, type RiskState } from "./risk.ts";

export type RiskVerb =
  | "record"
  | "change"
  | "open"
  | "score"
  | "control"
  | "prove"
  | "review"
  | "treat"
  | "accept"
  | "close"
  | "reopen";
export type RiskFacts = { state: RiskState; serviceIds: readonly string[]; ownerId: string | null };

/** What an owner does; a risk of the whole organisation is seen by whoever sees every service. */
export const owning: Work = {
  room: "risks",
  verbs: ["review", "accept"],
  reach: (holder, serviceIds) => (serviceIds.length === 0 ? holder.services === "all" : reaches(holder, serviceIds)),
};

const listed = { open: "change", reopen: "close" } as const;

/** Whether the actor may do this to this risk now. Whose signature an acceptance needs is mayAccept's question. */
export function may(actor: Actor, verb: RiskVerb, risk: RiskFacts): boolean {
  if (!can(actor, "risks", verb === "open" || verb === "reopen" ? listed[verb] : verb)) return false;
  if (!inScope(actor, verb, risk)) return false;
  const live = risk.state === "open" || risk.state === "tolerated";
  switch (verb) {
    case "record":
      return true;
    case "change":
    case "control":
    case "treat":
    case "score":
      return live || risk.state === "draft";
    case "open":
      return risk.state === "draft";
    case "prove":
    case "review":
    case "accept":
    case "close":
      return live;
    case "reopen":
      return risk.state === "closed" || risk.state === "tolerated";
  }
}

/** A proof is added to the record, so one of its services is enough; its owner may do what covering it allows. */
function inScope(actor: Actor, verb: RiskVerb, { serviceIds, ownerId }: RiskFacts): boolean {
  if (verb === "prove") return serviceIds.length === 0 || reaches(actor, serviceIds);
  return covers(actor, serviceIds) || (verb !== "record" && ownerId === actor.personId);
}

/** Decision 11: the roles whose signature is high enough for a score under an appetite. */
export function rolesToAccept(score: number, appetite: number): readonly Role[] {
  const band = bandOf(score);
  if (band === "extreme" || score > appetite) return ["nominated-individual"];
  if (band === "high") return ["quality-compliance-lead", "nominated-individual"];
  return ["registered-manager", "quality-compliance-lead", "nominated-individual"];
}

/** Whether anyone but these people holds one of these roles for all of these services. */
export function anotherHolds(
  holders: readonly Holder[],
  asked: { roles: readonly Role[]; serviceIds: readonly string[]; except: readonly string[] },
): boolean {
  return holders.some(
    (holder) =>
      asked.roles.includes(holder.role) && !asked.except.includes(holder.personId) && covers(holder, asked.serviceIds),
  );
}

/** Above the appetite the board's decision stands beside the signature. */
export const needsBoard = (score: number, appetite: number) => bandOf(score) === "extreme" || score > appetite;

export type Asked = { role: Role; isOwner: boolean; score: number; appetite: number; secondPerson: boolean };
export type MayAccept =
  | { ok: true; boardDecision: boolean; noSecondPerson: boolean }
  | { ok: false; why: "role" | "owner" };

/** Whether this signature is enough, whether the board's decision must stand beside it, and how it is marked. */
export function mayAccept({ role, isOwner, score, appetite, secondPerson }: Asked): MayAccept {
  if (!rolesToAccept(score, appetite).includes(role)) return { ok: false, why: "role" };
  if (isOwner && secondPerson) return { ok: false, why: "owner" };
  return { ok: true, boardDecision: needsBoard(score, appetite), noSecondPerson: isOwner };
}

/** Why an owner's signature is not enough, in the words of the page and of the refusal. */
export function ownerSentence(ownsNow: boolean): string {
  return ownsNow
    ? "You own this risk, and someone else can accept it."
    : "You owned this risk when its score or treatment was set, and someone else can accept it.";
}

/** A risk as it stood after one change, and whose change that was. */
export type Stood = {
  ownerId: string | null;
  score: string;
  treatment: string;
  changedBy: string;
};

/**
 * Decision 11 keeps the owner from accepting, also one who hands the risk over first: whoever owned it when its score
 * or its treatment was last set by somebody else, or since. `past` is oldest first.
 */
export function ownersOfWhatStands(past: readonly Stood[]): string[] {
  const owners = new Set(past.flatMap(({ ownerId }) => ownerId ?? []));
  return [...owners].filter((person) => {
    const setAnew = (part: "score" | "treatment") =>
      past.findLastIndex((one, at) => at > 0 && one.changedBy !== person && one[part] !== past[at - 1]?.[part]);
    const since = Math.max(0, Math.min(setAnew("score"), setAnew("treatment")));
    return past.slice(since).some(({ ownerId }) => ownerId === person);
  });
}

export function maySetAppetite(actor: Actor): boolean {
  return can(actor, "risks", "appetite");
}
