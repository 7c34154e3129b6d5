import { formatDate, minutesBetween } from "#lib/dates.ts";

export const scenarios = [
  "office-unavailable",
  "phone-broadband-failure",
  "power-cut",
  "broken-computer",
  "hacked",
  "supplier-system-down",
  "evening-internet-outage",
  "rota-server-outage",
  "tablet-battery-failure",
  "emar-36h",
  "nurse-call-24h",
  "ransomware-supplier",
  "faulty-update",
  "supplier-insolvency",
  "storm-multi-day",
  "analogue-cutover",
  "bad-sync",
  "sign-in-failure",
] as const;
export type Scenario = (typeof scenarios)[number];

/** The vocabularies' scenario library; the first six are those of the sector's continuity template. */
export const scenarioWords: Record<Scenario, string> = {
  "office-unavailable": "Office or building unavailable",
  "phone-broadband-failure": "Phone line or broadband failure",
  "power-cut": "Power cut",
  "broken-computer": "Broken, lost or stolen device",
  hacked: "You are hacked",
  "supplier-system-down": "Supplier's system fails",
  "evening-internet-outage": "Regional internet outage on a busy evening shift",
  "rota-server-outage": "Scheduling platform server issue in the morning run",
  "tablet-battery-failure": "Medication tablet battery fails mid-round",
  "emar-36h": "Electronic MAR unavailable for 36 hours over a weekend",
  "nurse-call-24h": "Nurse call fails and is not repaired within 24 hours",
  "ransomware-supplier": "Supplier ransomware, data stolen, weeks on paper",
  "faulty-update": "Faulty security update stops computers and partner systems",
  "supplier-insolvency": "Supplier goes into liquidation, data held by administrators",
  "storm-multi-day": "Storm: power and mobile signal lost for two days",
  "analogue-cutover": "Alarm line migrated to digital and first call fails",
  "bad-sync": "System back, but a day of entries missing or duplicated",
  "sign-in-failure": "Single sign-on fails, staff locked out",
};

export const testKinds = [
  "orientation-seminar",
  "workshop",
  "plan-walkthrough",
  "tabletop",
  "game-simulation",
  "call-tree",
  "drill",
  "restore-test",
  "failover-test",
  "functional",
  "full-scale",
] as const;
export type TestKind = (typeof testKinds)[number];
export const testKindWords: Record<TestKind, { label: string; meaning: string }> = {
  "orientation-seminar": { label: "Orientation or seminar", meaning: "walks people through plan and roles" },
  workshop: { label: "Workshop", meaning: "builds or improves a plan" },
  "plan-walkthrough": { label: "Plan walk-through", meaning: "step-by-step read of the plan" },
  tabletop: { label: "Tabletop (desktop)", meaning: "team talks through a scenario with exercise cards" },
  "game-simulation": { label: "Game or simulation", meaning: "decisions tested in a simulated event" },
  "call-tree": { label: "Communications or call-tree test", meaning: "can people be reached in time" },
  drill: { label: "Drill", meaning: "one procedure practised, such as switching to paper" },
  "restore-test": { label: "Backup or restore test", meaning: "data or system actually restored" },
  "failover-test": { label: "Failover test", meaning: "switch to the second line, battery or mobile data" },
  functional: { label: "Functional exercise", meaning: "one function run end to end on paper" },
  "full-scale": { label: "Full-scale (live play)", meaning: "whole service and partners, in real time" },
};

export const notices = ["announced", "short-notice", "no-notice"] as const;
export type Notice = (typeof notices)[number];
export const noticeWords: Record<Notice, string> = {
  announced: "Announced",
  "short-notice": "Short notice",
  "no-notice": "No notice",
};

export const shifts = ["day", "evening", "night", "weekend", "handover"] as const;
export type Shift = (typeof shifts)[number];
export const shiftWords: Record<Shift, string> = {
  day: "Day",
  evening: "Evening",
  night: "Night",
  weekend: "Weekend",
  handover: "Across a handover",
};

export const scopes = ["shift", "location", "branch", "multi-location", "organisation", "multi-agency"] as const;
export type Scope = (typeof scopes)[number];
export const scopeWords: Record<Scope, string> = {
  shift: "One shift",
  location: "One service",
  branch: "Branch",
  "multi-location": "Several services",
  organisation: "Organisation",
  "multi-agency": "With partners",
};

export const testStates = ["planned", "completed", "reported", "approved", "cancelled"] as const;
export type TestState = (typeof testStates)[number];
export const testStateWords: Record<TestState, string> = {
  planned: "Planned",
  completed: "Needs reporting",
  reported: "Waiting for approval",
  approved: "Approved",
  cancelled: "Cancelled",
};
export const reportedStates: readonly TestState[] = ["reported", "approved"];
export const heldStates: readonly TestState[] = ["completed", ...reportedStates];
export const isHeld = (state: TestState) => heldStates.includes(state);
/** Until the evaluator has written the answer, a test shows nothing. */
export const isReported = (state: TestState) => reportedStates.includes(state);
export const notReported = "Not reported yet";

/** A planned test is late when a whole day has gone by since it should have begun. */
export function isLate(test: { state: TestState; plannedFor: Date }, now: Date): boolean {
  return test.state === "planned" && now.getTime() - test.plannedFor.getTime() >= 86_400_000;
}

export const objectiveResults = ["met", "partly-met", "not-met", "not-tested"] as const;
export type ObjectiveResult = (typeof objectiveResults)[number];
export const objectiveResultWords: Record<ObjectiveResult, string> = {
  met: "Met",
  "partly-met": "Partly met",
  "not-met": "Not met",
  "not-tested": "Not tested",
};

export const measures = [
  "folder-in-hand",
  "sheets-found",
  "on-call-reached",
  "first-paper-record",
  "next-shift-takes-over",
  "visits-sorted",
  "phone-tree",
  "paper-entered",
  "restored",
] as const;
export type Measure = (typeof measures)[number];
/** Times worth comparing from one test to the next. */
export const measureWords: Record<Measure, string> = {
  "folder-in-hand": "Time until the folder is in hand",
  "sheets-found": "Time to find current sheets",
  "on-call-reached": "Time to reach on-call manager",
  "first-paper-record": "Time to first record on paper",
  "next-shift-takes-over": "Time until the next shift takes over",
  "visits-sorted": "Time to sort visits that cannot wait",
  "phone-tree": "Time to reach everyone on the phone tree",
  "paper-entered": "Time until paper is entered and checked",
  restored: "Time to restore",
};

export const eventKinds = ["card", "response", "problem"] as const;
export type EventKind = (typeof eventKinds)[number];
export const eventKindWords: Record<EventKind, string> = {
  card: "Exercise card",
  response: "Response",
  problem: "Problem",
};

export type Tally = { objectives: number; met: number; partlyMet: number; notMet: number; notTested: number };
export const resultRanks = ["not-met", "partly-met", "not-scored", "met"] as const;
export type TestResult = (typeof resultRanks)[number];

/** The result of a test from its objectives, worst first. Until every objective is scored there is none. */
export function resultOf(tally: Tally): TestResult {
  const scored = tally.met + tally.partlyMet + tally.notMet + tally.notTested;
  if (tally.objectives === 0 || scored < tally.objectives) return "not-scored";
  if (tally.notMet > 0) return "not-met";
  if (tally.partlyMet > 0) return "partly-met";
  return tally.met > 0 ? "met" : "not-scored";
}

export type ResultSaid = { shape: "ok" | "warn" | "bad" | "unknown"; word: string };

export type Judged = Tally & { state: TestState };

/** The result as it is told: of a test that was scored and not reported yet there is none. */
export function resultSaid(test: Judged): ResultSaid {
  const { shape, word } = scoresSaid(test);
  return isReported(test.state) || shape === "unknown" ? { shape, word } : { shape: "unknown", word: notReported };
}

/**
 * "Partly met: 5 of 7": a test with something met and something not is partly met, whichever it was. Where no objective
 * was met in full, those met in part are counted: "Partly met: 1 of 1 in part".
 */
export function scoresSaid(tally: Tally): ResultSaid {
  const of = `${tally.met} of ${tally.objectives}`;
  const some = tally.met > 0 ? of : `${tally.partlyMet} of ${tally.objectives} in part`;
  switch (resultOf(tally)) {
    case "not-scored": {
      const scored = tally.met + tally.partlyMet + tally.notMet + tally.notTested;
      if (tally.objectives > 0 && scored === tally.objectives) return { shape: "unknown", word: "Not tested" };
      return { shape: "unknown", word: scored === 0 ? "Not scored" : `Scored ${scored} of ${tally.objectives}` };
    }
    case "not-met":
      return tally.met + tally.partlyMet > 0
        ? { shape: "warn", word: `Partly met: ${some}` }
        : { shape: "bad", word: `Not met: ${of}` };
    case "partly-met":
      return { shape: "warn", word: `Partly met: ${some}` };
    case "met":
      return { shape: "ok", word: `Met: ${of}` };
  }
}

export type Coverage = "covered" | "not-covered" | "not-tested" | "not-known";
export const coverageWords: Record<Coverage, string> = {
  covered: "Covered",
  "not-covered": "Not covered",
  "not-tested": "Not tested",
  "not-known": "Not known",
};

/** Whether a group of staff was tried: nobody there is not tested, and a count without a whole is not known. */
export function coverageOf(group: { tookPart: number; expected: number | null }): Coverage {
  if (group.tookPart === 0 && (group.expected ?? 0) === 0) return "not-tested";
  if (group.expected === null) return "not-known";
  return group.tookPart >= group.expected ? "covered" : "not-covered";
}

/** A record of an earlier test may be typed in later; before this a mistyped year is likelier. */
export function earliestHeld(plannedAt: Date): Date {
  const earliest = new Date(plannedAt);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - 5);
  return earliest;
}

export type RecoverySaid = "within" | "over" | "no-target" | "not-measured";

/** Measured recovery against the system's objective as it stood when the test was planned. */
export function recoveryOf(test: { measuredMinutes: number | null; targetMinutes: number | null }): RecoverySaid {
  if (test.measuredMinutes === null) return "not-measured";
  if (test.targetMinutes === null) return "no-target";
  return test.measuredMinutes <= test.targetMinutes ? "within" : "over";
}

/** Why a measured recovery is compared with nothing: no system is named, or the one that is promised no time. */
export function noTarget({ systemId }: { systemId?: string | null }): string {
  if (systemId === undefined) return "no recovery time to compare with";
  return systemId ? "the system has no recovery time" : "no system with a recovery time is named";
}

type Recovered = { measuredMinutes: number | null; heldFrom: Date | null; heldTo: Date | null };

/** What is known of a recovery that its test cannot hold; whether the failure went on or a time is wrong, it does not say. */
export function recoveryEnded({ measuredMinutes, heldFrom, heldTo }: Recovered): string | undefined {
  if (measuredMinutes === null || !heldFrom || !heldTo) return undefined;
  // Typed times have no seconds.
  return measuredMinutes > minutesBetween(heldFrom, heldTo) + 1 ? "longer than the test" : undefined;
}

export type ObjectiveFacts = { number: number; result: ObjectiveResult | null; ownerId: string | null };

/** Whether a retest has something to repeat: every objective is scored, and not all of them were met. */
export function leavesToRepeat({ objectives, met, partlyMet, notMet, notTested }: Tally): boolean {
  return met + partlyMet + notMet + notTested === objectives && (objectives === 0 || met < objectives);
}

export const plannedAlready = (reference: string) => `${reference} is planned as its retest already.`;

/** Why a test cannot be approved yet; undefined when nothing stands in the way. */
export function approvalBlock(objectives: readonly ObjectiveFacts[]): string | undefined {
  if (objectives.length === 0) return "No objective was set, so nothing was tested.";
  const unscored = objectives.filter((one) => one.result === null).map((one) => one.number);
  if (unscored.length > 0) return `${said(unscored)} not scored yet.`;
  const ownerless = objectives.filter((one) => one.result === "not-met" && !one.ownerId).map((one) => one.number);
  return ownerless.length > 0 ? `${said(ownerless)} not met and without an owner.` : undefined;
}

export function said(numbers: readonly number[]): string {
  return numbers.length === 1 ? `Objective ${numbers[0]} is` : `Objectives ${numbers.join(", ")} are`;
}

/** When the objectives were set, as a sentence; null without any. What was set once it had begun was set afterwards. */
export function objectivesSet(setAts: readonly Date[], heldFrom: Date | null): string | null {
  const [last] = [...setAts].sort((a, b) => b.getTime() - a.getTime());
  if (!last) return null;
  const late = heldFrom ? setAts.filter((at) => at >= heldFrom).length : 0;
  if (late === 0) return `Set before the exercise, ${formatDate(last)}`;
  const some = late < setAts.length ? `${late} of ${setAts.length} set` : "Set";
  return `${some} after the exercise, ${formatDate(last)}`;
}

/** A service without a test for this many months shows as such. */
export const testEveryMonths = 6;
