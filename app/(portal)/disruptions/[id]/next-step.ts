import type { Actor } from "#lib/access/actor.ts";
import { lockOnSigning } from "#lib/disruptions/open-points.ts";
import { may, placeFor } from "#lib/disruptions/policy.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";

type NextStep = { part: "triage" | "paper" | "duties" | "sign-off"; label: string };

/** The one thing this person can do to bring the disruption nearer to its close. */
export function nextStep(actor: Actor, { disruption, facts, places, open }: WholeDisruption): NextStep | undefined {
  if (!disruption.severity && may(actor, "triage", disruption)) return { part: "triage", label: "Triage" };
  const slot = may(actor, "sign", disruption) ? placeFor(actor, places, facts) : undefined;
  if (slot && !lockOnSigning(facts, { ...actor, slot })) return { part: "sign-off", label: "Read and sign" };
  const left = facts.papers.reduce((sum, paper) => sum + paper.entered - paper.checked, 0);
  if (left > 0 && may(actor, "paper", disruption))
    return { part: "paper", label: left === 1 ? "Check the last record" : `Check ${left} records` };
  if (open.some((point) => point.kind === "duty") && may(actor, "decide", disruption))
    return { part: "duties", label: "Decide who to tell" };
  return open.length === 0 && may(actor, "close", disruption) ? { part: "sign-off", label: "Close" } : undefined;
}
