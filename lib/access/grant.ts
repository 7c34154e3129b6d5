import type { Grant, Standing } from "./standing.ts";
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

/** An inspector's session opens the one grant whose code was typed into it, and no other provider's. */
export function grantOf(standing: Pick<Standing, "grants" | "grantId">, kind: Grant["kind"]): Grant | undefined {
  const mine = standing.grants.filter((one) => one.kind === kind);
  if (kind === "inspector") return mine.find((one) => one.id === standing.grantId);
  return mine.find((one) => one.id === standing.grantId) ?? mine.find((one) => !one.endedAt) ?? mine[0];
}

/** Also for a session that is older than the grant: nobody inspects without a code. */
export function codeIsDue(standing: Pick<Standing, "grants" | "grantId" | "codeNeeded">): boolean {
  return standing.codeNeeded || (!standing.grantId && standing.grants.some((one) => one.kind === "inspector"));
}
