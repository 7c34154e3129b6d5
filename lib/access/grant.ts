export const grantKinds = ["inspector", "commissioner"] as const;
export type GrantKind = (typeof grantKinds)[number];

export const grantKindWords: Record<GrantKind, string> = {
  inspector: "Inspector",
  commissioner: "Commissioner officer",
};

export type GrantState = "coming" | "open" | "over" | "ended";

export const grantWords: Record<GrantState, string> = {
  coming: "Not begun",
  open: "Open now",
  over: "Time is over",
  ended: "Ended early",
};

type Window = { startsAt: Date; endsAt: Date; endedAt: Date | null };

export function grantState(grant: Window, now: Date): GrantState {
  if (grant.endedAt) return "ended";
  if (grant.endsAt <= now) return "over";
  return grant.startsAt > now ? "coming" : "open";
}

/** A grant lasts a year at most, so that somebody looks at it again. */
export const longestGrantDays = 366;

export function isTooLong(startsAt: Date, endsAt: Date): boolean {
  return endsAt.getTime() - startsAt.getTime() > longestGrantDays * 86_400_000;
}

export const eventWords: Record<string, string> = { "sign-in": "Signed in", view: "Opened", download: "Downloaded" };
