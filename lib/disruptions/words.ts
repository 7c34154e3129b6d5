export const detections = ["staff", "monitoring", "supplier", "person-family", "partner", "audit-test"] as const;
export const detectionWords: Record<(typeof detections)[number], string> = {
  staff: "Staff",
  monitoring: "Monitoring alert",
  supplier: "Supplier notice",
  "person-family": "Person or family",
  partner: "Partner or commissioner",
  "audit-test": "Audit or test",
};

export const breachTypes = ["confidentiality", "integrity", "availability"] as const;
export const breachWords: Record<(typeof breachTypes)[number], string> = {
  confidentiality: "Confidentiality: seen or taken by the wrong people",
  integrity: "Integrity: changed wrongly",
  availability: "Availability: lost or out of reach, even for a time",
};

export const harms = ["none", "low", "moderate", "severe", "fatal", "unknown"] as const;
export type Harm = (typeof harms)[number];
export const harmWords: Record<Harm, string> = {
  none: "No harm",
  low: "Low harm",
  moderate: "Moderate harm",
  severe: "Severe harm",
  fatal: "Fatal",
  unknown: "Not yet known",
};

export const sources = ["phone", "paper", "system", "told"] as const;
export type Source = (typeof sources)[number];
export const sourceWords: Record<Source, string> = {
  phone: "Typed in",
  paper: "Paper form",
  system: "System log",
  told: "Told afterwards",
};

export const workedWords = {
  yes: "Worked",
  partly: "Worked in part",
  no: "Did not work",
  "not-known": "Not known yet",
};
export const workedChoices = ["yes", "partly", "no", "not-known"] as const;
export type Worked = (typeof workedChoices)[number];

export const taskKinds = ["medicines", "visits", "checks"] as const;
export type TaskKind = (typeof taskKinds)[number];
export const taskWords: Record<TaskKind, { done: string; late: string; label: string }> = {
  medicines: { label: "Medicines", done: "medicines given", late: "medicines late" },
  visits: { label: "Visits", done: "visits made", late: "visits late or moved" },
  checks: { label: "Checks", done: "checks made", late: "checks late" },
};

export const paperKinds = [
  "mar",
  "controlled-drugs",
  "daily-notes",
  "fluid-food",
  "observations",
  "falls-incidents",
  "visits",
  "handover",
  "safeguarding",
  "communications",
  "staff-hours",
] as const;
export type PaperKind = (typeof paperKinds)[number];
export const paperWords: Record<PaperKind, string> = {
  mar: "Medicines records",
  "controlled-drugs": "Controlled drugs register",
  "daily-notes": "Daily notes",
  "fluid-food": "Food and fluid",
  observations: "Observations",
  "falls-incidents": "Falls and incidents",
  visits: "Visits and times",
  handover: "Handover",
  safeguarding: "Safeguarding concerns",
  communications: "Calls to GP, family and others",
  "staff-hours": "Staff hours",
};

export const methods = [
  "hot-debrief",
  "swarm-huddle",
  "after-action-review",
  "mdt-review",
  "thematic-review",
  "patient-safety-incident-investigation",
  "case-note-review",
  "cold-debrief",
] as const;
export type Method = (typeof methods)[number];
export const methodWords: Record<Method, string> = {
  "hot-debrief": "Hot debrief",
  "swarm-huddle": "SWARM huddle",
  "after-action-review": "After action review",
  "mdt-review": "Round-table review by several teams",
  "thematic-review": "Thematic review",
  "patient-safety-incident-investigation": "Patient safety incident investigation",
  "case-note-review": "Record review",
  "cold-debrief": "Cold debrief",
};

export const elements = [
  "people",
  "tasks",
  "tools-technology",
  "organisation",
  "internal-environment",
  "external-environment",
] as const;
export type Element = (typeof elements)[number];
export const elementWords: Record<Element, string> = {
  people: "People",
  tasks: "Tasks",
  "tools-technology": "Tools and technology",
  organisation: "Organisation",
  "internal-environment": "Internal environment",
  "external-environment": "External environment",
};

export const causes = [
  "supplier-fault",
  "supplier-change",
  "own-change",
  "power",
  "connectivity",
  "hardware-age",
  "configuration",
  "capacity",
  "malicious",
  "human-error",
  "training-gap",
  "procedure-gap",
  "material-out-of-date",
  "contract-gap",
  "weather",
  "unknown",
] as const;
export type Cause = (typeof causes)[number];
export const causeWords: Record<Cause, string> = {
  "supplier-fault": "Supplier fault",
  "supplier-change": "Supplier change or update",
  "own-change": "Own change",
  power: "Power",
  connectivity: "Connectivity",
  "hardware-age": "Hardware age or battery",
  configuration: "Configuration",
  capacity: "Capacity",
  malicious: "Malicious act",
  "human-error": "Slip or mistake",
  "training-gap": "Training gap",
  "procedure-gap": "Procedure missing or unclear",
  "material-out-of-date": "Contingency material out of date",
  "contract-gap": "Contract or support gap",
  weather: "Weather",
  unknown: "Unknown",
};

export const answers = ["yes", "partly", "no"] as const;
export type Answer = (typeof answers)[number];
export const answerWords: Record<Answer, string> = { yes: "Yes.", partly: "In part.", no: "No." };

/** The answer in front of the signers' own words, and not twice where they wrote it themselves. */
export function answerSentence(answer: Answer, says: string): string {
  const word = answerWords[answer];
  const said = says.slice(0, word.length - 1).toLowerCase() === word.slice(0, -1).toLowerCase();
  const rest = says.slice(word.length - 1);
  return said && /^\s*([.,:;!]|$)/.test(rest)
    ? `${word} ${upper(rest.replace(/^[\s.,:;!]+/, ""))}`.trim()
    : `${word} ${says}`;
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
