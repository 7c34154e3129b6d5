import type { Outcome } from "./minute.ts";
import type { Tally } from "./voting.ts";

/** Answers that do something; the others leave the question open or send it on, which needs no quorum. */
const binding: readonly Outcome[] = ["approve", "reject", "accept-risk", "retest", "sign-off"];
const affirmative: readonly Outcome[] = ["approve", "accept-risk", "retest", "sign-off"];

export const needsQuorum = (outcome: Outcome) => binding.includes(outcome);

export type Room = { present: number; quorum: number; tally: Tally; ofTheBoard: boolean };

/**
 * Why an answer cannot be recorded as the meeting's; undefined where it can. A committee may agree without a vote; where
 * there was one, it carries the answer. A board's acceptance of a risk always has its votes (Decision 11).
 */
export function notCarried(outcome: Outcome, { present, quorum, tally, ofTheBoard }: Room): string | undefined {
  if (!needsQuorum(outcome)) return undefined;
  if (present < quorum)
    return `The meeting is not quorate now: ${present} voting members are recorded as present, ${quorum} are needed. Record attendance first.`;
  const votes = tally.for + tally.against + tally.abstained;
  if (outcome === "accept-risk" && ofTheBoard && votes === 0)
    return "Record the board's votes first: accepting a risk needs more for it than against.";
  return votes > 0 && affirmative.includes(outcome) && tally.for <= tally.against
    ? `The votes do not carry this: ${tally.for} for, ${tally.against} against.`
    : undefined;
}
