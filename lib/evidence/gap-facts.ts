import type { ActionState, Proof } from "#lib/action-items/action-item.ts";
import type { DisruptionState, Severity } from "#lib/disruptions/disruption.ts";
import type { MaterialFacts } from "#lib/materials/material.ts";
import type { Retested } from "#lib/resilience-tests/retest.ts";
import type { RiskCategory } from "#lib/risks/risk.ts";

/** What the rule of known gaps is told of each record. Days are "2026-11-24"; null is not known. */
export type TestFact = Retested & {
  title: string;
  measuredMinutes: number | null;
  /** The earlier tests that it was planned to answer. */
  retests?: readonly string[];
};
export type CopyFact = MaterialFacts & { id: string; serviceIds: readonly string[] };
export type DisruptionFact = {
  id: string;
  title: string;
  state: DisruptionState;
  severity: Severity | null;
  /** How far the signing of its review is; undefined where no review was begun. */
  signing?: Signing | undefined;
};
/** `signed` holds the places signed in the round in force; `held` the roles that somebody holds for its services. */
/** `unsigned` names the services of a review of several whose registered manager has still to sign for them. */
export type Signing = {
  round: number;
  namesSystem: boolean;
  signed: readonly string[];
  held: readonly string[];
  unsigned: readonly string[];
};
export type ActionFact = {
  id: string;
  title: string;
  state: ActionState;
  dueOn: string;
  effectDueOn: string | null;
  /** How its newest completion was shown, and the files that came beside it. */
  proof: Proof | null;
  files: number;
};
export type RiskFact = {
  id: string;
  title: string;
  state: string;
  category: RiskCategory;
  /** Null where none was given by the last day of the period. */
  score: number | null;
  nextReviewOn: string | null;
  provedOn: string | null;
  /** The newest acceptance, while the risk is tolerated on it. */
  accepted: { score: number; expiresOn: string } | null;
};
