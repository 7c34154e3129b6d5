import { serviceList } from "#lib/records/services.ts";

export const disruptionTypes = [
  "internet-outage",
  "system-outage",
  "device-failure",
  "call-alarm-failure",
  "telephony-outage",
  "power-outage",
  "access-failure",
  "degraded-performance",
  "data-loss-corruption",
  "cyber-incident",
  "supplier-failure",
  "planned-downtime-overrun",
  "contingency-failure",
  "near-miss",
] as const;
export type DisruptionType = (typeof disruptionTypes)[number];

export const typeWords: Record<DisruptionType, string> = {
  "system-outage": "System outage",
  "internet-outage": "Internet outage",
  "power-outage": "Power outage",
  "telephony-outage": "Telephony outage",
  "device-failure": "Device failure",
  "call-alarm-failure": "Nurse call or alarm failure",
  "cyber-incident": "Cyber incident",
  "data-loss-corruption": "Data loss, corruption or failed sync",
  "access-failure": "Sign-in or access failure",
  "supplier-failure": "Supplier failure or insolvency",
  "planned-downtime-overrun": "Planned downtime overran",
  "degraded-performance": "Slow or degraded service",
  "contingency-failure": "Contingency failed when needed",
  "near-miss": "Near miss",
};

export const severities = [1, 2, 3, 4, 5] as const;
export type Severity = (typeof severities)[number];
/** A severity is given at triage, and again when the review confirms it. */
export const severityKinds = ["triage", "confirmed"] as const;

export const severityWords: Record<Severity, { label: string; rule: string; review: string }> = {
  1: {
    label: "negligible",
    rule: "Single device or brief glitch. Normal work continued.",
    review: "Closed at triage",
  },
  2: {
    label: "minor",
    rule: "Downtime procedure used in one area. No delay that mattered.",
    review: "Manager review",
  },
  3: {
    label: "moderate",
    rule: "A critical system unavailable at one service. Care delayed or a safety check missed.",
    review: "After action review",
  },
  4: {
    label: "major",
    rule: "Several services or several critical systems, or lasting over a day. Missed medicines or visits.",
    review: "Full review with the nominated individual",
  },
  5: {
    label: "critical",
    rule: "Organisation wide or unsafe to continue. Serious harm, large data loss or a service closed.",
    review: "Independent investigation, board oversight",
  },
};

export const states = [
  "reported",
  "triaged",
  "downtime-active",
  "service-restored",
  "reconciling",
  "under-review",
  "awaiting-approval",
  "closed",
] as const;
export type DisruptionState = (typeof states)[number];

export const stateWords: Record<DisruptionState, string> = {
  reported: "Reported",
  triaged: "Triaged",
  "downtime-active": "Working on paper",
  "service-restored": "Systems back",
  reconciling: "Paper being entered",
  "under-review": "Under review",
  "awaiting-approval": "Awaiting sign-off",
  closed: "Closed",
};

export const setAsides = ["duplicate", "error"] as const;
export type SetAside = (typeof setAsides)[number];
export const setAsideWords: Record<SetAside, string> = { duplicate: "Duplicate", error: "Reported in error" };

/** What a disruption is called by its state; one that was set aside never counts as reviewed and closed. */
export function standingWords(row: { state: DisruptionState; setAside: SetAside | null }): string {
  return row.setAside ? setAsideWords[row.setAside] : stateWords[row.state];
}

export const moments = ["started", "noticed", "declared", "on-paper", "restored", "verified"] as const;
export type Moment = (typeof moments)[number];

export const momentWords: Record<Moment, string> = {
  started: "Started",
  noticed: "Noticed",
  declared: "Declared",
  "on-paper": "On paper from",
  restored: "Systems back",
  verified: "Records verified",
};

export type Times = Record<Moment, Date | null>;

/** They say when a disruption began, and so of which period it is. */
const whenBegun: readonly Moment[] = ["started", "noticed"];

/** The times that can be typed now: while the review is being signed, none that its signers have read or that says when it began. */
export function timesOpen(state: DisruptionState, times: Times): Moment[] {
  if (state !== "awaiting-approval") return [...moments];
  return moments.filter((moment) => times[moment] === null && !whenBegun.includes(moment));
}

const follows: readonly (readonly [later: Moment, earlier: Moment, says: string])[] = [
  ["noticed", "started", "It cannot be noticed before it started."],
  ["declared", "noticed", "It cannot be declared before it was noticed."],
  ["on-paper", "noticed", "Paper cannot begin before it was noticed."],
  ["restored", "started", "Systems cannot be back before it started."],
  ["restored", "declared", "Systems cannot be back before working on paper was declared."],
  ["restored", "on-paper", "Systems cannot be back before work went on to paper."],
  ["verified", "restored", "Records cannot be verified before systems were back."],
];

/** Each time that is still to come or out of order, once, with a sentence; none when all known times fit. */
export function timeProblems(times: Times, now: Date): { moment: Moment; says: string }[] {
  return moments.flatMap((moment) => {
    const at = times[moment];
    if (!at) return [];
    if (at > now) return [{ moment, says: "That time has not come yet." }];
    const broken = follows.find(([later, earlier]) => {
      const before = times[earlier];
      return later === moment && before && before <= now && at < before;
    });
    if (broken) return [{ moment, says: broken[2] }];
    return moment === "restored" && foundAfterwards(times) ? [{ moment, says: neverBegun }] : [];
  });
}

/** Something that was over when it was noticed has to have begun earlier, so that it lasted for a time at all. */
function foundAfterwards({ started, noticed, restored }: Times): boolean {
  return !started && noticed !== null && restored !== null && restored < noticed;
}
const neverBegun = "Systems were back before it was noticed, so say above when it started.";

export type StateFacts = {
  closed: boolean;
  submitted: boolean;
  triaged: boolean;
  reviewBegun: boolean;
  restored: boolean;
  onPaper: boolean;
  paperOpen: boolean;
};

/** The state follows from what is known; nobody sets it by hand. */
export function stateOf(facts: StateFacts): DisruptionState {
  if (facts.closed) return "closed";
  if (facts.submitted) return "awaiting-approval";
  if (!facts.triaged) return "reported";
  if (!facts.restored) return facts.onPaper ? "downtime-active" : "triaged";
  if (facts.reviewBegun) return "under-review";
  return facts.paperOpen ? "reconciling" : "service-restored";
}

/** Happening now: systems are not known to be back. */
export function isLive(disruption: { state: DisruptionState; restoredAt: Date | null }): boolean {
  return disruption.state !== "closed" && disruption.restoredAt === null;
}

export function severityOf(disruption: {
  severityTriage: number | null;
  severityConfirmed: number | null;
}): Severity | undefined {
  const level = disruption.severityConfirmed ?? disruption.severityTriage;
  return severities.find((severity) => severity === level);
}

export const knowing = ["yes", "no", "not-known"] as const;
export type Knowing = (typeof knowing)[number];
export const knowingWords: Record<Knowing, string> = { yes: "Yes", no: "No", "not-known": "Not known yet" };

export const paperStates = ["used", "not-used", "not-known"] as const;
export type PaperState = (typeof paperStates)[number];

export const peopleBands = ["none", "1-4", "5-19", "20-49", "50-or-more", "not-known"] as const;
export type PeopleBand = (typeof peopleBands)[number];
export const bandWords: Record<PeopleBand, string> = {
  none: "Nobody",
  "1-4": "1 to 4 people",
  "5-19": "5 to 19 people",
  "20-49": "20 to 49 people",
  "50-or-more": "50 people or more",
  "not-known": "Not known yet",
};

export function bandOf(people: number): PeopleBand {
  if (people <= 0) return "none";
  if (people < 5) return "1-4";
  if (people < 20) return "5-19";
  return people < 50 ? "20-49" : "50-or-more";
}

/** Where it was, as a sentence says it: "Homecare North and Homecare South", or the whole organisation. */
export function placeWords(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  const places = serviceList(ids, names);
  const last = places.at(-1) ?? "";
  return places.length === 1 ? last : `${places.slice(0, -1).join(", ")} and ${last}`;
}

/** The place as a sentence beside a title, which may name it already. */
export function placeBeside(title: string, place: string): string {
  return title.endsWith(place) ? "" : `${place}.`;
}
