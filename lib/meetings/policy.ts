import { type Actor, covers, reaches } from "#lib/access/actor.ts";
import { can, type Verb } from "#lib/access/roles.ts";
import { type Post, runningPosts, signingPosts, votingPosts } from "./committee.ts";
import type { MeetingState } from "./meeting.ts";

export type MeetingVerb = Exclude<Verb<"meetings">, "read" | "keep" | "export">;

/** The posts are the actor's own in the meeting's committee, today. */
export type MeetingFacts = { state: MeetingState; serviceIds: readonly string[]; posts: readonly Post[] };

/** Whether the actor's moves on the board screen are the meeting's: theirs who run it. Members lead nobody's screen. */
export const leads = (actor: Actor, meeting: MeetingFacts) => may(actor, "minute", meeting);

const holds = (facts: Pick<MeetingFacts, "posts">, wanted: readonly Post[]) =>
  facts.posts.some((post) => wanted.includes(post));

/**
 * A meeting of the whole organisation is read by memberships that span it, a service's by those who reach the service.
 * Whoever reads a meeting reads its minutes, and its papers once they are published, whole: they are the committee's.
 * Before that each room's own rule holds (lib/papers/reading.ts).
 */
export function mayRead(actor: Actor, serviceIds: readonly string[]): boolean {
  if (!can(actor, "meetings", "read")) return false;
  return actor.services === "all" || (serviceIds.length > 0 && reaches(actor, serviceIds));
}

/** Whether the actor may make or change this committee. */
export function mayKeep(actor: Actor, serviceIds: readonly string[]): boolean {
  return can(actor, "meetings", "keep") && covers(actor, serviceIds);
}

/**
 * Whether the actor may do this to this meeting now: the role allows the verb, the post makes it theirs here. What the
 * meeting decided is recorded by those who run it; a member records interests, votes and challenges of their own.
 */
export function may(actor: Actor, verb: MeetingVerb, meeting: MeetingFacts): boolean {
  if (!can(actor, "meetings", verb) || !covers(actor, meeting.serviceIds)) return false;
  const { state } = meeting;
  switch (verb) {
    case "call":
      return holds(meeting, runningPosts) && (state === "planned" || state === "published");
    case "publish":
      return holds(meeting, runningPosts) && state === "planned";
    case "minute":
      return holds(meeting, runningPosts) && (state === "published" || state === "open" || state === "minutes");
    case "decide":
      return holds(meeting, runningPosts) && state === "open";
    case "contribute":
      return holds(meeting, votingPosts) && (state === "published" || state === "open" || state === "minutes");
    case "sign":
      return holds(meeting, signingPosts) && state === "with-chair";
    case "correct":
      return holds(meeting, runningPosts) && state === "signed";
    case "extract":
      return state === "signed";
  }
}
