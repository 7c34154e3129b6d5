/** What can be there to use when a system fails. Materials keep it, disruptions say how it served, tests try it. */
export const materialKinds = [
  "downtime-procedure",
  "care-summary",
  "mar-chart",
  "time-critical-list",
  "priority-list",
  "rota-backup",
  "contact-list",
  "next-of-kin-list",
  "manual-forms",
  "handover-template",
  "visit-log",
  "enhanced-checks-sheet",
  "evacuation-peep",
  "key-safe-access",
  "controlled-drugs-register",
  "supplier-support-card",
  "login-break-glass",
  "network-power-guide",
  "hospital-pack",
  "communication-template",
  "spare-equipment",
  "continuity-plan",
  "reconciliation-guide",
] as const;
export type MaterialKind = (typeof materialKinds)[number];

export type MaterialKindWords = {
  label: string;
  /** For narrow places, where the label is long. */
  short?: string;
  /** How soon a copy of this kind is refreshed by default. */
  refreshDays: number;
  /** Whether the paper itself names people; the portal never holds its content. */
  personData: "none" | "low" | "medium" | "high" | "very-high";
};

/** Words and refresh days of the vocabularies' list of contingency materials. */
export const materialKindWords: Record<MaterialKind, MaterialKindWords> = {
  "downtime-procedure": {
    label: "Downtime procedure (grab card and full)",
    short: "Downtime procedure",
    refreshDays: 365,
    personData: "none",
  },
  "care-summary": { label: "Printed care summaries", refreshDays: 7, personData: "high" },
  "mar-chart": { label: "Medicines sheets, paper MAR", refreshDays: 1, personData: "high" },
  "time-critical-list": {
    label: "Time-critical medicines and care list",
    short: "Time-critical list",
    refreshDays: 1,
    personData: "high",
  },
  "priority-list": {
    label: "Priority indicator list (people or visits)",
    short: "Priority list",
    refreshDays: 1,
    personData: "high",
  },
  "rota-backup": { label: "Printed rota", refreshDays: 1, personData: "medium" },
  "contact-list": {
    label: "Emergency contact list (hard copy)",
    short: "Emergency contacts",
    refreshDays: 31,
    personData: "medium",
  },
  "next-of-kin-list": {
    label: "Family and representative contacts",
    short: "Family contacts",
    refreshDays: 31,
    personData: "high",
  },
  "manual-forms": { label: "Blank manual recording forms", refreshDays: 365, personData: "none" },
  "handover-template": { label: "Handover template", refreshDays: 365, personData: "none" },
  "visit-log": { label: "Manual visit completion log", refreshDays: 365, personData: "none" },
  "enhanced-checks-sheet": {
    label: "Enhanced check sheet for call or alarm failure",
    short: "Enhanced check sheet",
    refreshDays: 365,
    personData: "none",
  },
  "evacuation-peep": { label: "Personal evacuation plans", refreshDays: 31, personData: "high" },
  "key-safe-access": { label: "Home access details (sealed)", refreshDays: 7, personData: "very-high" },
  "controlled-drugs-register": { label: "Paper controlled drugs register", refreshDays: 365, personData: "medium" },
  "supplier-support-card": { label: "Supplier support card", refreshDays: 90, personData: "low" },
  "login-break-glass": { label: "Break-glass access envelope", refreshDays: 90, personData: "very-high" },
  "network-power-guide": { label: "Router, UPS and generator guide", refreshDays: 365, personData: "none" },
  "hospital-pack": { label: "Hospital transfer pack", refreshDays: 31, personData: "high" },
  "communication-template": {
    label: "Message templates for families, staff and commissioners",
    short: "Message templates",
    refreshDays: 180,
    personData: "none",
  },
  "spare-equipment": {
    label: "Spare device, SIM, charger, torch, battery radio",
    short: "Spare equipment",
    refreshDays: 31,
    personData: "none",
  },
  "continuity-plan": {
    label: "Business continuity plan (printed)",
    short: "Continuity plan",
    refreshDays: 365,
    personData: "low",
  },
  "reconciliation-guide": { label: "Reconciliation guide and forms", refreshDays: 365, personData: "none" },
};

/** The kind in a few words, for lists and choices. */
export function materialName(kind: MaterialKind): string {
  return materialKindWords[kind].short ?? materialKindWords[kind].label;
}
