import type { CastKey, ServiceKey } from "#db/seed/story.ts";
import type { DisruptionType, PeopleBand } from "#lib/disruptions/disruption.ts";
import type { DutyDecision, DutyId } from "#lib/disruptions/duty.ts";
import type { AddFactor, WriteReview } from "#lib/disruptions/review-inputs.ts";
import type { Answer, PaperKind, Source, TaskKind, Worked } from "#lib/disruptions/words.ts";
import type { MaterialKind } from "#lib/records/material-kinds.ts";

/** A disruption as the sample tells it; every time is a story time. */
export type DisruptionStory = {
  number: number;
  title: string;
  type: DisruptionType;
  services: ServiceKey[];
  by: CastKey;
  manager: CastKey;
  reported: string;
  says: string;
  band: PeopleBand;
  times: { noticed: string; declared?: string; onPaper?: string; restored?: string; verified?: string };
  severity: { triaged: [level: number, when: string, reason: string]; confirmed?: [level: number, reason: string] };
  dataNotKnown?: boolean;
  systems?: string[];
  impacts?: [
    service: ServiceKey,
    people: number,
    staff: number,
    kind: TaskKind,
    due: number,
    late: number,
    longest: number,
  ][];
  entries?: [when: string, says: string, role: string, source: Source, writer: CastKey, written: string][];
  fallbacks?: [kind: MaterialKind, worked: Worked, note?: string][];
  papers?: [kind: PaperKind, written: number, checked?: number, discrepancies?: number][];
  entered?: [who: CastKey, when: string];
  checked?: [who: CastKey, when: string];
  duties?: [
    duty: DutyId,
    decision: DutyDecision,
    who: CastKey,
    when: string,
    reason: string,
    agreed?: [CastKey, string],
  ][];
  review?: ReviewStory;
  risks?: string[];
};

export type ReviewStory = {
  author: CastKey;
  at: string;
  method: WriteReview["method"];
  held: string;
  expected?: string;
  whatHappened: string;
  difference?: string;
  whatWorked: string;
  answer: [Answer, who: CastKey, says: string, facts: string];
  factors: Pick<AddFactor, "element" | "cause" | "says">[];
  findings: FindingStory[];
  submitted: string;
  signed: [who: CastKey, when: string][];
  closed?: [who: CastKey, when: string];
};

export type FindingStory = {
  says: string;
  detail?: string;
  action?: ActionStory;
  noAction?: string;
};

export type ActionStory = {
  number: number;
  title: string;
  level: "forcing-function" | "standardise" | "automation" | "redundancy" | "checklist" | "communication" | "procedure";
  owner: CastKey;
  services: ServiceKey[] | "all";
  due: string;
  measure: string;
  progress?: [when: string, note: string];
  done?: [when: string, summary: string, proof: string];
  /** The risk whose controls show it. */
  evidence?: string;
  verified?: [who: CastKey, when: string, how: string];
  effectDue?: string;
  effect?: [who: CastKey, when: string, found: string];
};
