import { formatDateTime } from "#lib/dates.ts";
import type { Outsider } from "./actor.ts";
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
const longestGrantDays = 366;

export function isTooLong(startsAt: Date, endsAt: Date): boolean {
  return endsAt.getTime() - startsAt.getTime() > longestGrantDays * 86_400_000;
}

/** What was opened: the record by its reference and title, else the page or the file in words. */
export function eventSays(event: { what: string; reference: string | null; title: string | null }): string {
  return event.reference ? [event.reference, event.title].filter(Boolean).join(", ") : event.what;
}

export const eventWords: Record<string, string> = {
  "sign-in": "Signed in",
  view: "Opened",
  download: "Downloaded",
  refused: "Asked for, not shown",
  confirmed: "Confirmed",
};

type Held = Pick<Standing, "grants" | "grantId" | "provedGrants">;
type Timed = Pick<Grant, "startsAt" | "endsAt" | "endedAt">;

export function stateNow(grant: Timed, now: Date): GrantState {
  return grantState(
    {
      startsAt: new Date(grant.startsAt),
      endsAt: new Date(grant.endsAt),
      endedAt: grant.endedAt ? new Date(grant.endedAt) : null,
    },
    now,
  );
}

export function openGrants(standing: Pick<Standing, "grants">, now: Date): Grant[] {
  return standing.grants.filter((one) => stateNow(one, now) === "open");
}

/** The grant that a session is in: the one chosen, even when it is over; else one that is open, to come, or was last. */
export function currentGrant(standing: Held, now: Date): Grant | undefined {
  const chosen = standing.grants.find((one) => one.id === standing.grantId);
  const next = standing.grants.find((one) => stateNow(one, now) === "coming");
  return chosen ?? openGrants(standing, now)[0] ?? next ?? standing.grants[0];
}

/** What somebody outside reads when their access is not open: begun later, over by its time, or ended early. */
export function shutWords(
  grant: (Timed & Pick<Grant, "kind">) | undefined,
  now: Date,
): { title: string; says: string } {
  const powers = grant?.kind === "commissioner" ? "" : "; CQC's own powers to require records are unaffected";
  if (!grant) return { title: "Access ended", says: `The registered manager can extend it${powers}.` };
  switch (stateNow(grant, now)) {
    case "coming":
      return {
        title: `Access begins ${formatDateTime(new Date(grant.startsAt))}`,
        says: `It opens by itself then${powers}.`,
      };
    case "ended":
      return {
        title: `Access ended ${formatDateTime(new Date(grant.endedAt ?? grant.endsAt))}`,
        says: `It was ended early. The registered manager can grant it anew${powers}.`,
      };
    default:
      return {
        title: `Access ended ${formatDateTime(new Date(grant.endsAt))}`,
        says: `The registered manager can extend it${powers}.`,
      };
  }
}

/** What somebody reads who is signed in and holds neither a role nor an access from outside. */
export const nothingOpen = {
  title: "Nothing is open to you",
  says: "No organisation has a role or an access for you at this moment. Your organisation's administrator can say why, and can open it again.",
};

/** Whose access it is, for its holder; one that is not told to this password says so. */
export function whoseAccess(grant: Pick<Grant, "told" | "organisation">): string {
  return grant.told ? grant.organisation : "An access that was not opened yet";
}

/** Several grants are open and none was taken yet. */
export function choiceIsDue(standing: Held, now: Date): boolean {
  return !standing.grants.some((one) => one.id === standing.grantId) && openGrants(standing, now).length > 1;
}

/**
 * Nobody opens a grant by a password alone that a link set: an inspector types a code into each session, an officer the
 * first time. One grant's code opens no other.
 */
export function codeIsDueFor(standing: Pick<Standing, "provedGrants">, grant: Pick<Grant, "id" | "proved">): boolean {
  return !grant.proved && !standing.provedGrants.includes(grant.id);
}

export function roomOf(grant: Pick<Grant, "kind">): "/inspection" | "/commissioner" {
  return grant.kind === "inspector" ? "/inspection" : "/commissioner";
}

/** Where somebody outside goes next: to choose, to their code, or into their room. */
export function outsideHome(standing: Held, now = new Date()): OutsidePlace {
  if (choiceIsDue(standing, now)) return "/sign-in/access";
  const grant = currentGrant(standing, now);
  if (!grant) return "/access-ended";
  if (stateNow(grant, now) !== "open") return "/access-ended";
  return codeIsDueFor(standing, grant) ? "/sign-in/code" : roomOf(grant);
}

type OutsidePlace = "/sign-in/access" | "/sign-in/code" | "/inspection" | "/commissioner" | "/access-ended";

export function outsiderFrom(standing: Pick<Standing, "accountId">, grant: Grant): Outsider {
  return {
    kind: "outside",
    grantKind: grant.kind,
    organisationId: grant.organisationId,
    organisation: grant.organisation,
    personId: grant.id,
    accountId: standing.accountId,
    role: grant.kind,
    name: grant.name,
    purpose: grant.purpose,
    services: grant.services,
    grantId: grant.id,
    sections: grant.sections,
    endsAt: new Date(grant.endsAt),
    validUntil: new Date(grant.endsAt),
    ...(grant.from ? { from: new Date(grant.from) } : {}),
    ...(grant.to ? { to: new Date(grant.to) } : {}),
    ...(grant.bodyId ? { bodyId: grant.bodyId } : {}),
  };
}
