import type { PointHref } from "#components/disruptions/open-points.tsx";
import type { Actor } from "#lib/access/actor.ts";
import { type DisruptionVerb, may } from "#lib/disruptions/policy.ts";
import type { Disruption } from "#lib/disruptions/queries/disruption.ts";
import type { OpenPoint } from "#lib/disruptions/review.ts";

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
