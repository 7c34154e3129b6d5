import { counts } from "./committee.ts";
import { type TakingPart, wasThere } from "./meeting.ts";
import type { Vote } from "./minute.ts";
import type { Attended as AtMeeting } from "./quorum.ts";

export type Attended = AtMeeting & { personId: string };
export type Declared = { personId: string; itemId: string | null; takingPart: TakingPart };

/** Whether somebody counts at a moment: a member of the committee, in the room (or on the line) then. */
export function isThere(one: Attended, at: Date): boolean {
  if (!counts(one.post) || !wasThere(one.presence)) return false;
  return (!one.cameAt || one.cameAt <= at) && (!one.leftAt || one.leftAt > at);
}

/**
 * Who may vote on an item's question at a moment: the members there, without those whose interest keeps them out.
 * Interests stand in the order of their declaration: a later one of the same person about the same item replaces it.
 */
export function votersOf(attended: readonly Attended[], interests: readonly Declared[], itemId: string, at: Date) {
  const about = interests.filter((one) => one.itemId === null || one.itemId === itemId);
  const out = about.filter(
    (one, index) =>
      one.takingPart !== "stays" &&
      !about.slice(index + 1).some((later) => later.personId === one.personId && later.itemId === one.itemId),
  );
  return attended.filter((one) => isThere(one, at) && !out.some(({ personId }) => personId === one.personId));
}

/** The moment of a vote: when it was decided, or now, and never after the meeting ended. */
export function voteMoment(decidedAt: Date | null, endedAt: Date | null, now: Date): Date {
  const at = decidedAt ?? now;
  return endedAt && endedAt < at ? endedAt : at;
}

/** How far the votes on a question have come: it moves with every vote that is given or changed. */
export function votesSeen(votes: readonly { version: number }[]): number {
  return votes.reduce((sum, { version }) => sum + version, 0);
}

export type Tally = Record<Vote, number>;

export function tallyOf(votes: readonly { vote: Vote }[]): Tally {
  const tally: Tally = { for: 0, against: 0, abstained: 0 };
  for (const { vote } of votes) tally[vote] += 1;
  return tally;
}

/** "7 for, 0 against, 0 abstained". */
export function tallyWords(tally: Tally): string {
  return `${tally.for} for, ${tally.against} against, ${tally.abstained} abstained`;
}
