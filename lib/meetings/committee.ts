import { addDays } from "#lib/dates.ts";
import { uncapital } from "#lib/words.ts";

/** The vocabularies' meeting types that keep minutes here. A local meeting is a service's, all others the whole organisation's. */
export const committeeKinds = [
  "local-governance",
  "quality-committee",
  "digital-ig-group",
  "health-safety",
  "risk-committee",
  "board",
] as const;
export type CommitteeKind = (typeof committeeKinds)[number];

export const committeeKindWords: Record<CommitteeKind, string> = {
  "local-governance": "Local governance meeting",
  "quality-committee": "Quality and safety committee",
  "digital-ig-group": "Digital and information governance group",
  "health-safety": "Health and safety committee",
  "risk-committee": "Risk and audit committee",
  board: "Board or trustees",
};

export const quorumWords = (needed: number) => `${needed} voting ${needed === 1 ? "member" : "members"}`;

export const posts = ["chair", "deputy-chair", "secretary", "member", "attends"] as const;
export type Post = (typeof posts)[number];

export const postWords: Record<Post, string> = {
  chair: "Chair",
  "deputy-chair": "Deputy chair",
  secretary: "Secretary",
  member: "Member",
  attends: "In attendance",
};

/** Posts that run the meetings, posts that make a quorum and vote, and posts that sign. */
export const runningPosts: readonly Post[] = ["chair", "deputy-chair", "secretary"];
export const votingPosts: readonly Post[] = ["chair", "deputy-chair", "member"];
export const signingPosts = ["chair", "deputy-chair"] as const satisfies readonly Post[];

/** Those whose presence makes a quorum and who vote. A secretary who is a member too is named as a member elsewhere. */
export const counts = (post: Post) => votingPosts.includes(post);
export const isSigning = (post: Post) => signingPosts.some((one) => one === post);

/** As which of the two somebody signs. */
export const signsAs = (posts: readonly Post[]) => (posts.includes("chair") ? "chair" : "deputy-chair");

export const committeeStates = ["active", "closed"] as const;

export const cadences = ["monthly", "two-monthly", "quarterly", "half-yearly", "yearly"] as const;
export type Cadence = (typeof cadences)[number];

export const cadenceWords: Record<Cadence, { word: string; months: number }> = {
  monthly: { word: "Every month", months: 1 },
  "two-monthly": { word: "Every two months", months: 2 },
  quarterly: { word: "Every quarter", months: 3 },
  "half-yearly": { word: "Twice a year", months: 6 },
  yearly: { word: "Once a year", months: 12 },
};

/** The days of a cadence from its first one: the same weekday of the same week of the month ("the fourth Thursday"). */
export function occurrences(first: string, cadence: Cadence, until: string): string[] {
  const [year = 0, month = 1, day = 1] = first.split("-").map(Number);
  const weekday = new Date(`${first}T00:00:00Z`).getUTCDay();
  const week = Math.ceil(day / 7);
  const days: string[] = [];
  for (let step = 0; step < 600; step += cadenceWords[cadence].months) {
    const at = new Date(Date.UTC(year, month - 1 + step, 1));
    const ahead = (weekday - at.getUTCDay() + 7) % 7;
    const start = addDays(at.toISOString().slice(0, 10), ahead);
    const wanted = addDays(start, (week - 1) * 7);
    const found = wanted.slice(0, 7) === start.slice(0, 7) ? wanted : addDays(wanted, -7);
    if (found > until) break;
    days.push(found);
  }
  return days;
}

/** Minutes after midnight as a time of day: "10:00". */
export function minuteWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

const ordinals = ["first", "second", "third", "fourth", "last"] as const;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** "The fourth Thursday, every quarter": what the dates of a committee follow. */
export function cadenceSentence(committee: { firstOn: string; cadence: Cadence }): string {
  const week = Math.ceil(Number(committee.firstOn.slice(8)) / 7);
  const weekday = weekdays[new Date(`${committee.firstOn}T00:00:00Z`).getUTCDay()] ?? "";
  const word = cadenceWords[committee.cadence].word;
  return `The ${ordinals[week - 1] ?? "last"} ${weekday}, ${uncapital(word)}`;
}
