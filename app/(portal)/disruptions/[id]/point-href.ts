import type { PointHref } from "#components/disruptions/open-points.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { placeWords } from "#lib/disruptions/disruption.ts";
import type { OpenPoint } from "#lib/disruptions/open-points.ts";
import { type DisruptionVerb, may } from "#lib/disruptions/policy.ts";
import type { Disruption } from "#lib/disruptions/queries/disruption.ts";

const places: Record<OpenPoint["kind"], { part: string; verbs: readonly DisruptionVerb[] }> = {
  triage: { part: "triage", verbs: ["triage"] },
  "on-paper": { part: "times", verbs: ["time"] },
  restored: { part: "times", verbs: ["time"] },
  paper: { part: "paper", verbs: ["paper"] },
  duty: { part: "duties", verbs: ["decide", "agree"] },
  finding: { part: "review", verbs: ["review"] },
  review: { part: "review", verbs: ["review"] },
  answer: { part: "review", verbs: ["answer"] },
  submit: { part: "sign-off", verbs: ["review"] },
  "sign-off": { part: "sign-off", verbs: ["sign"] },
};

/** Where this person can close a point now; without an answer the point is told in words alone. */
export function pointHref(actor: Actor, disruption: Disruption): PointHref {
  return (kind) => {
    const { part, verbs } = places[kind];
    return verbs.some((verb) => may(actor, verb, disruption)) ? `/disruptions/${disruption.id}/${part}` : undefined;
  };
}

/** Said to a reader whose role could close points of their own services, where the disruption names others' too. */
export function standsApart(actor: Actor, disruption: Disruption, names: ReadonlyMap<string, string>) {
  const { services } = actor;
  const others = services === "all" ? [] : disruption.serviceIds.filter((id) => !services.includes(id));
  const own = { ...disruption, serviceIds: disruption.serviceIds.filter((id) => !others.includes(id)) };
  const verbs = Object.values(places).flatMap((place) => place.verbs);
  const could = verbs.some((verb) => may(actor, verb, own) && !may(actor, verb, disruption));
  if (others.length === 0 || !could) return undefined;
  return `It names ${placeWords(others, names)} too, outside your services: what is for all of them is done by a role that holds all of them. You add what you know, and a manager signs for their own.`;
}
