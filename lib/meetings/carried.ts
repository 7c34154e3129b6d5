import { countWord } from "#lib/words.ts";
import type { Outcome, Vote } from "./minute.ts";
import { type Tally, tallyOf } from "./voting.ts";

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
    return `The meeting is not quorate now: ${present} voting ${present === 1 ? "member is" : "members are"} recorded as present, ${quorum} ${quorum === 1 ? "is" : "are"} needed. Record attendance first.`;
  const votes = tally.for + tally.against + tally.abstained;
  if (outcome === "accept-risk" && ofTheBoard && votes === 0)
    return "Record the board's votes first: accepting a risk needs more for it than against.";
  return votes > 0 && affirmative.includes(outcome) && tally.for <= tally.against
    ? `The votes do not carry this: ${tally.for} for, ${tally.against} against.`
    : undefined;
}

type Cast = { personId: string; vote: Vote; notedBy: string };
/** What stands behind a board's acceptance of a risk: its quorum, the votes on it, and who signed the minutes. */
export type Behind = { quorum: number; cast: readonly Cast[]; signedBy: string | undefined };

/**
 * Decision 11, made so that nobody is the board alone: an acceptance that the board decided is carried out on its
 * members' own votes, cast from their own accounts, of a quorum and more for it than against; or once the minutes are
 * signed by somebody else than who carries it out. Votes that one person wrote down for others decide and are minuted,
 * and wait for either. Answers for what it waits, or undefined where it stands. The database asks the same.
 */
export function boardWaitsFor({ quorum, cast, signedBy }: Behind, carrierId: string): string | undefined {
  if (signedBy !== undefined && signedBy !== carrierId) return undefined;
  const own = cast.filter(({ personId, notedBy }) => personId === notedBy);
  const tally = tallyOf(own);
  if (own.length >= quorum && tally.for > tally.against) return undefined;
  const more = quorum - own.length;
  const votes =
    more > 0
      ? `${countWord(more).toLowerCase()} more ${more === 1 ? "member's own vote" : "members' own votes"}`
      : `members' own votes that carry it, now ${tally.for} for and ${tally.against} against`;
  return `${votes}, or for the minutes signed by somebody else than who carries it out`;
}
