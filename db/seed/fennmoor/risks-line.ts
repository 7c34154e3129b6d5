import type { CastKey, ServiceKey } from "#db/seed/story.ts";
import type {
  ControlType,
  Effect,
  Level,
  Line,
  ReviewMonths,
  RiskCategory,
  reviewOutcomes,
  Treatment,
} from "#lib/risks/risk.ts";

type Proof = [on: string, found: Effect, how: string, by?: CastKey, line?: Line];

/** One risk of the sample: who told it, how it scored over the year, what holds it and when that was last proved. */
export type RiskStory = {
  number: number;
  title: string;
  cause: string;
  event: string;
  effect: string;
  category: RiskCategory;
  recurs?: boolean;
  draft?: boolean;
  services: ServiceKey[];
  systems?: string[];
  owner: CastKey;
  by?: CastKey;
  scoredBy?: CastKey;
  initial: [Level, Level];
  target: [Level, Level];
  /** The first is recorded with the risk. */
  scores: [
    [on: string, score: [Level, Level, reason: string]],
    ...[on: string, score: [Level, Level, reason: string]][],
  ];
  treatment?: Treatment;
  plan: string;
  every: ReviewMonths;
  controls?: { type: ControlType; line: Line; what: string; since: string; proofs?: Proof[] }[];
  reviews?: [on: string, outcome: (typeof reviewOutcomes)[number], note: string, next: string][];
  accepted?: { by: CastKey; on: string; until: string; reason: string };
  closed?: { on: string; reason: string };
};

export const allServices: ServiceKey[] = [
  "saltmarsh",
  "millrace",
  "weirLane",
  "tollgate",
  "homecareNorth",
  "homecareSouth",
];
