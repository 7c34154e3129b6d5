import type { CastKey, ServiceKey } from "#db/seed/story.ts";
import type { MaterialKind } from "#lib/records/material-kinds.ts";
import type {
  EventKind,
  Measure,
  Notice,
  ObjectiveResult,
  Scenario,
  Scope,
  Shift,
  TestKind,
} from "#lib/resilience-tests/resilience-test.ts";

/** What staff would be able to do: a target and an actual, as minutes or in words. */
export type Goal = {
  says: string;
  measure?: Measure;
  target: number | string;
  result: ObjectiveResult;
  actual?: number | string;
  note?: string;
  owner?: CastKey;
};

/** One test of the sample. Days and times are the story's; everything after the planning happens only if it is told. */
export type TestLine = {
  number: number;
  services: ServiceKey[];
  by: CastKey;
  planned: string;
  for: string;
  until?: string;
  title: string;
  aim: string;
  scenario: Scenario;
  kind: TestKind;
  notice: Notice;
  shift: Shift;
  scope?: Scope;
  system?: string;
  measured?: number;
  board?: boolean;
  materials?: MaterialKind[];
  retests?: number;
  risks?: string[];
  goals?: Goal[];
  people?: [who: string, shift: Shift, took: number, of?: number][];
  events?: [time: string, kind: EventKind, says: string][];
  findings?: [says: string, goal?: number][];
  answer?: string;
  detail?: string;
  reported?: string;
  approved?: { by: CastKey; on: string };
};

const timed =
  (measure: Measure, says: string, usual: number) =>
  (actual: number, target = usual, owner?: CastKey): Goal => ({
    says,
    measure,
    target,
    actual,
    result: actual <= target ? "met" : owner ? "not-met" : "partly-met",
    ...(owner ? { owner } : {}),
  });

export const folder = timed("folder-in-hand", "Downtime folder in hand", 5);
export const onCall = timed("on-call-reached", "On-call manager reached", 10);
export const firstPaper = timed("first-paper-record", "First medicine recorded on paper correctly", 20);
export const tree = timed("phone-tree", "Everyone on the phone tree reached", 15);
export const sorted = timed("visits-sorted", "Visits that cannot wait put first", 10);
export const entered = timed("paper-entered", "Paper records entered and second-checked", 1440);
export const restored = timed("restored", "System restored from its backup", 240);

export const told = (says: string, target: string, actual: string, result: ObjectiveResult = "met"): Goal => ({
  says,
  target,
  actual,
  result,
});

const managers: Record<ServiceKey, CastKey> = {
  saltmarsh: "registeredManager",
  millrace: "millraceManager",
  weirLane: "supportedManager",
  tollgate: "supportedManager",
  homecareNorth: "northManager",
  homecareSouth: "branchManager",
};

const days = (day: string, shift: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);

type Short = Omit<TestLine, "number" | "services" | "by" | "planned" | "for" | "until" | "approved"> & {
  goals: Goal[];
  answer: string;
};

/** A test that ran its course: planned a week before, reported the day after, approved by the service's manager. */
export function held(number: number, key: ServiceKey, day: string, from: string, until: string, line: Short): TestLine {
  return {
    ...line,
    number,
    services: [key],
    by: "qualityLead",
    planned: `${days(day, -7)} 10:30`,
    for: `${day} ${from}`,
    until,
    reported: `${days(day, 1)} 11:00`,
    approved: { by: managers[key], on: `${days(day, 2)} 15:00` },
  };
}

export const drill = { kind: "drill", notice: "announced", shift: "day" } as const;
export const calls = {
  kind: "call-tree",
  notice: "no-notice",
  shift: "evening",
  scenario: "phone-broadband-failure",
  aim: "Show that the people on the list can be reached without the internet",
  materials: ["contact-list"],
} as const;
export const calling = (title: string, minutes: number, target?: number) => ({
  ...calls,
  materials: [...calls.materials],
  title,
  goals: [tree(minutes, target)],
  answer: "Yes, for reaching help. Nothing else was tried.",
});
export const evening = {
  title: "Evening internet loss drill",
  aim: "Show that an evening shift finds its folder and reaches help",
  scenario: "evening-internet-outage",
  kind: "drill",
  shift: "evening",
  risks: ["R-031"],
} as const;
