import type { Asks, Outcome } from "#lib/meetings/minute.ts";

/** What a meeting decided, as far as another room has to do it. */
export type Decided = {
  decisionId: string;
  meetingId: string;
  asks: Asks;
  outcome: Outcome;
  /** Null where it is about no record: a limit is about none. */
  aboutId: string | null;
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

/** Where it stands, as a sentence. */
export function standingWords(standing: Standing): string {
  return standing.kind === "blocked" ? standing.why : `Waits for ${standing.forWhom}`;
}

export type Waiting = {
  id: string;
  /** "MTG-2026-004 decision 4.1". */
  reference: string;
  question: string;
  href: string;
  says: string;
  standing: Standing;
};

/** What waits for somebody, apart from what nobody can carry out as things are. */
export function apart(waiting: readonly Waiting[]): { waits: Waiting[]; blocked: Waiting[] } {
  const isBlocked = ({ standing }: Waiting) => standing.kind === "blocked";
  return { waits: waiting.filter((one) => !isBlocked(one)), blocked: waiting.filter(isBlocked) };
}
