import { formatTime } from "#lib/dates.ts";
import { counts, type Post } from "./committee.ts";
import { type Presence, wasThere } from "./meeting.ts";

export type Attended = { post: Post; presence: Presence; cameAt: Date | null; leftAt: Date | null };
export type Sitting = {
  beganAt: Date | null;
  endedAt: Date | null;
  quorum: number;
  /** Everyone who holds a post, so that a member whose attendance nobody recorded is counted as one of how many there are. */
  seats?: readonly { post: Post }[];
};

export type Quorum =
  | { known: false }
  | {
      known: true;
      /** Fewest and most voting members that were there at one time, of how many there are. */
      least: number;
      most: number;
      of: number;
      needed: number;
      throughout: boolean;
      /** When fewer were there than are needed. */
      gaps: readonly { from: Date; to: Date; present: number }[];
    };

/**
 * Counted from attendance with the times at which people came and left; video and telephone count as presence. A
 * meeting that goes on is counted until `now`.
 */
export function quorumOf(attendance: readonly Attended[], sitting: Sitting, now: Date): Quorum {
  const voting = attendance.filter((one) => counts(one.post));
  const { beganAt } = sitting;
  const end = sitting.endedAt ?? now;
  if (!beganAt || voting.length === 0 || end <= beganAt) return { known: false };
  const there = voting
    .filter((one) => wasThere(one.presence))
    .map((one) => ({ from: one.cameAt ?? beganAt, to: one.leftAt ?? end }));
  const inside = there.flatMap(({ from, to }) => [from, to]).filter((moment) => moment > beganAt && moment < end);
  const cuts = [...new Set([beganAt, ...inside, end].map((moment) => moment.getTime()))].sort((a, b) => a - b);
  const spans = cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? to;
    const present = there.filter((one) => one.from.getTime() <= from && one.to.getTime() >= to).length;
    return { from: new Date(from), to: new Date(to), present };
  });
  const numbers = spans.map((span) => span.present);
  const gaps = joined(spans.filter((span) => span.present < sitting.quorum));
  return {
    known: true,
    least: Math.min(...numbers),
    most: Math.max(...numbers),
    of: Math.max(voting.length, sitting.seats?.filter(({ post }) => counts(post)).length ?? 0),
    needed: sitting.quorum,
    throughout: gaps.length === 0,
    gaps,
  };
}

type Span = { from: Date; to: Date; present: number };
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && last.to.getTime() === span.from.getTime() && last.present === span.present) last.to = span.to;
    else whole.push({ ...span });
  }
  return whole;
}

/** How many voting members are there at one moment. */
export function presentAt(attendance: readonly Attended[], sitting: Sitting, moment: Date): number {
  const { beganAt } = sitting;
  if (!beganAt || moment < beganAt) return 0;
  return attendance.filter(
    (one) =>
      counts(one.post) &&
      wasThere(one.presence) &&
      (one.cameAt ?? beganAt) <= moment &&
      (one.leftAt === null || one.leftAt > moment),
  ).length;
}

export function quorumSentence(quorum: Quorum): string {
  if (!quorum.known) return "Attendance is not recorded yet, so whether it was quorate is not known.";
  const { least, most, of, needed } = quorum;
  const needs = `${needed} needed`;
  if (quorum.throughout) {
    if (least === most) return `Quorate throughout: ${most} of ${of} present, ${needs}.`;
    return `Quorate throughout: never fewer than ${least} of ${of} present, ${needs}.`;
  }
  if (most < needed) return `Not quorate: ${most} of ${of} present, ${needs}.`;
  const when = (from: string, to: string) => (from === to ? `at ${from}` : `from ${from} to ${to}`);
  const parts = quorum.gaps.map(
    ({ from, to, present }) => `${when(formatTime(from), formatTime(to))} with ${present} of ${of} present`,
  );
  return `Not quorate ${parts.join(", and ")}, ${needs}.`;
}
