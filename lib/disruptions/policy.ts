import { type Actor, covers, reaches } from "#lib/access/actor.ts";
import { can, type Role, roleIds, type Verb } from "#lib/access/roles.ts";
import { type DisruptionState, placeWords } from "./disruption.ts";
import type { OpenPoint } from "./open-points.ts";
import { isFree, type Signer, type SigningFacts, type Slot, type SlotStanding, signerRoles } from "./review.ts";

export type DisruptionVerb =
  | "report"
  | "add"
  | "triage"
  | "set-aside"
  | "time"
  | "impact"
  | "fallback"
  | "paper"
  | "review"
  | "answer"
  | "decide"
  | "agree"
  | "sign"
  | "return"
  | "close"
  | "reopen";
export type DisruptionFacts = { state: DisruptionState; serviceIds: readonly string[]; ownerId: string | null };

/** Who works on shift reads what happened and what it meant; counting paper opens the counts, a review opens the rest. */
export function readsReview(actor: Actor): boolean {
  return can(actor, "disruptions", "read-review");
}
export function readsPaper(actor: Actor): boolean {
  return readsReview(actor) || can(actor, "disruptions", "paper");
}

/** The verb of the roles' table that opens this one. */
function inRole(verb: DisruptionVerb) {
  if (verb === "set-aside") return "triage";
  return verb === "answer" || verb === "return" ? "sign" : verb;
}

/** Whether the actor may do this to this disruption now. */
export function may(actor: Actor, verb: DisruptionVerb, disruption: DisruptionFacts): boolean {
  const { state, serviceIds } = disruption;
  if (!can(actor, "disruptions", inRole(verb))) return false;
  const whole = covers(actor, serviceIds) || disruption.ownerId === actor.personId;
  const part = whole || serviceIds.length === 0 || reaches(actor, serviceIds);
  switch (verb) {
    case "report":
      return whole;
    case "add":
      return part && state !== "closed";
    // What the signatures stand under changes no more: who finds it wrong has the review returned.
    case "impact":
    case "fallback":
      return part && state !== "closed" && state !== "awaiting-approval";
    case "triage":
    case "set-aside":
      return whole && state !== "closed" && state !== "awaiting-approval";
    case "time":
    case "paper":
    case "decide":
    case "agree":
      return whole && state !== "closed";
    case "review":
    case "answer":
      return whole && state !== "closed" && state !== "awaiting-approval" && state !== "reported";
    // Who may be asked to sign may say that it is wrong.
    case "sign":
    case "return":
      return part && state === "awaiting-approval";
    case "close":
      return whole && state !== "closed" && state !== "reported";
    case "reopen":
      return whole && state === "closed";
  }
}

/** The roles that may do this to a disruption of their services. */
export function rolesFor(verb: Verb<"disruptions">): Role[] {
  return roleIds.filter((role) => can({ role }, "disruptions", verb));
}

/** The services for which a manager's signature would stand, where each has a place of its own. */
export function servicesFor(person: Signer, places: readonly SlotStanding[]): string[] {
  return places.flatMap((place) =>
    place.service && isFree(place) && reaches(person, [place.service.id]) ? [place.service.id] : [],
  );
}

/** The place this person may sign now, if there is one. */
export function placeFor(
  person: Signer,
  places: readonly SlotStanding[],
  facts: Pick<SigningFacts, "authors" | "signed" | "signers">,
): Slot | undefined {
  if (facts.signed.some((one) => one.personId === person.personId)) return undefined;
  const free = places.filter((place) => isFree(place) && (!place.service || reaches(person, [place.service.id])));
  const signs = signerRoles.find((role) => role === person.role);
  if (!signs) return undefined;
  if (facts.signers.alone) return free[0]?.slot;
  if (free.some((place) => place.slot === signs)) return signs;
  const second = free.some((place) => place.slot === "second-person");
  return second && !facts.authors.includes(person.personId) ? "second-person" : undefined;
}

const places: Record<OpenPoint["kind"], { part: string; verbs: readonly DisruptionVerb[] }> = {
  triage: { part: "triage", verbs: ["triage"] },
  "on-paper": { part: "times", verbs: ["time"] },
  restored: { part: "times", verbs: ["time"] },
  paper: { part: "paper", verbs: ["paper"] },
  duty: { part: "duties", verbs: ["decide", "agree"] },
  finding: { part: "review", verbs: ["review"] },
  review: { part: "review", verbs: ["review"] },
  severity: { part: "review", verbs: ["review"] },
  answer: { part: "review", verbs: ["answer"] },
  submit: { part: "sign-off", verbs: ["review"] },
  "sign-off": { part: "sign-off", verbs: ["sign"] },
};

/** Where this person can close a point now; without an answer the point is told in words alone. */
export function pointHref(actor: Actor, disruption: DisruptionFacts & { id: string }) {
  return (kind: OpenPoint["kind"]) => {
    const { part, verbs } = places[kind];
    return verbs.some((verb) => may(actor, verb, disruption)) ? `/disruptions/${disruption.id}/${part}` : undefined;
  };
}

/** Said to a reader whose role could close points of their own services, where the disruption names others' too. */
export function standsApart(actor: Actor, disruption: DisruptionFacts, names: ReadonlyMap<string, string>) {
  const { services } = actor;
  const others = services === "all" ? [] : disruption.serviceIds.filter((id) => !services.includes(id));
  const own = { ...disruption, serviceIds: disruption.serviceIds.filter((id) => !others.includes(id)) };
  const verbs = Object.values(places).flatMap((place) => place.verbs);
  const could = verbs.some((verb) => may(actor, verb, own) && !may(actor, verb, disruption));
  if (others.length === 0 || !could) return undefined;
  return `It names ${placeWords(others, names)} too, outside your services: what is for all of them is done by a role that holds all of them. You add what you know, and a manager signs for their own.`;
}
