export const recordKinds = [
  "risk",
  "action-item",
  "system",
  "disruption",
  "resilience-test",
  "material",
  "bundle",
  "request",
  "meeting",
  "extract",
] as const;
export type RecordKind = (typeof recordKinds)[number];

export const recordKindWords: Record<RecordKind, string> = {
  risk: "Risk",
  "action-item": "Action",
  system: "System",
  disruption: "Disruption",
  "resilience-test": "Test",
  material: "Material",
  bundle: "Evidence bundle",
  request: "Request",
  meeting: "Meeting",
  extract: "Extract of minutes",
};

export const recordRooms: Record<RecordKind, string> = {
  risk: "/risks",
  "action-item": "/action-items",
  system: "/systems",
  disruption: "/disruptions",
  "resilience-test": "/resilience-tests",
  material: "/materials",
  bundle: "/evidence",
  request: "/access/requests",
  meeting: "/meetings",
  extract: "/meetings/extracts",
};

export const referencePrefixes: Record<RecordKind, { prefix: string; yearly: boolean }> = {
  risk: { prefix: "R", yearly: false },
  "action-item": { prefix: "ACT", yearly: false },
  system: { prefix: "SYS", yearly: false },
  disruption: { prefix: "DIS", yearly: true },
  "resilience-test": { prefix: "TEST", yearly: true },
  material: { prefix: "MAT", yearly: false },
  bundle: { prefix: "EB", yearly: true },
  request: { prefix: "REQ", yearly: true },
  meeting: { prefix: "MTG", yearly: true },
  extract: { prefix: "EX", yearly: true },
};

/** R-044, DIS-2026-014: three digits or more (decision 7). */
export function writeReference(kind: RecordKind, number: number, year: number): string {
  const { prefix, yearly } = referencePrefixes[kind];
  const digits = String(number).padStart(3, "0");
  return yearly ? `${prefix}-${year}-${digits}` : `${prefix}-${digits}`;
}

export const linkKinds = [
  "raised",
  "realised",
  "answers",
  "controls",
  "tests",
  "uses",
  "about",
  "evidence",
  "retests",
  "duplicates",
  "discussed",
] as const;
/** raised: a record raised an action. realised: a risk came true in a disruption. tests: a test tests a risk or system. discussed: a meeting spoke of a record. */
export type LinkKind = (typeof linkKinds)[number];

export function recordHref(kind: RecordKind, id: string): string {
  return `${recordRooms[kind]}/${id}`;
}

/** Of a link to a meeting in this state: one that has not begun has discussed nothing yet, a cancelled one never will. */
export function notHeldWords(meetingState: string): string | undefined {
  if (meetingState === "cancelled") return "Was on its agenda";
  return meetingState === "planned" || meetingState === "published" ? "On its agenda" : undefined;
}
