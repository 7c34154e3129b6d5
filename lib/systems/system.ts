import { daysBetween } from "#lib/dates.ts";

export const systemCategories = [
  "dscr",
  "emar",
  "rota-ecm",
  "nurse-call",
  "telecare",
  "fire-safety",
  "door-access",
  "telephony",
  "internet",
  "power",
  "identity",
  "email-messaging",
  "remote-monitoring",
  "incident-quality",
  "hr-payroll",
  "finance-billing",
  "document-store",
  "pharmacy-ordering",
  "shared-record-access",
  "family-portal",
  "backup",
  "endpoint-security",
  "cctv",
  "catering-facilities",
  "other",
] as const;
export type SystemCategory = (typeof systemCategories)[number];

/** Words of the vocabularies' list of system categories. */
export const categoryWords: Record<SystemCategory, string> = {
  dscr: "Digital social care record",
  emar: "Electronic medicines record",
  "rota-ecm": "Rota and call monitoring",
  "nurse-call": "Nurse call",
  telecare: "Telecare",
  "fire-safety": "Fire safety",
  "door-access": "Door access",
  telephony: "Telephony",
  internet: "Internet",
  power: "Power",
  identity: "Sign-in and identity",
  "email-messaging": "Email and messaging",
  "remote-monitoring": "Remote monitoring",
  "incident-quality": "Incidents and quality",
  "hr-payroll": "People and payroll",
  "finance-billing": "Finance and billing",
  "document-store": "Document store",
  "pharmacy-ordering": "Pharmacy ordering",
  "shared-record-access": "Shared record access",
  "family-portal": "Family portal",
  backup: "Backup",
  "endpoint-security": "Device security",
  cctv: "CCTV",
  "catering-facilities": "Catering and facilities",
  other: "Other",
};

export const tiers = [1, 2, 3, 4] as const;
export type Tier = (typeof tiers)[number];
export const tierWords: Record<Tier, { label: string; meaning: string }> = {
  1: { label: "Tier 1, life or care critical", meaning: "harm possible within hours" },
  2: { label: "Tier 2, essential", meaning: "care degraded within a day" },
  3: { label: "Tier 3, important", meaning: "workable for days" },
  4: { label: "Tier 4, deferrable", meaning: "workable for a week or more" },
};

export const hostings = ["cloud-saas", "on-premises", "hybrid", "device-only", "analogue-line"] as const;
export type Hosting = (typeof hostings)[number];
export const hostingWords: Record<Hosting, string> = {
  "cloud-saas": "Cloud service",
  "on-premises": "On our premises",
  hybrid: "Part cloud, part premises",
  "device-only": "On the device alone",
  "analogue-line": "Analogue line",
};

export const systemStates = ["in-use", "retired"] as const;
export type SystemState = (typeof systemStates)[number];

/** The analogue telephone network closes on this day. */
export const analogueCloses = "2027-01-31";

export type RecoveryStanding = "set" | "no-objective" | "no-tolerable" | "none";

/** Whether a recovery objective can be judged: both figures, or which one is missing. */
export function recoveryStanding(system: {
  objectiveMinutes: number | null;
  tolerableMinutes: number | null;
}): RecoveryStanding {
  if (system.objectiveMinutes === null) return system.tolerableMinutes === null ? "none" : "no-objective";
  return system.tolerableMinutes === null ? "no-tolerable" : "set";
}

/** Days until an analogue line ends, or undefined where no line or no date is known. Negative when it has passed. */
export function analogueDaysLeft(
  system: { analogue: boolean; analogueEndsOn: string | null },
  today: string,
): number | undefined {
  if (!system.analogue || !system.analogueEndsOn) return undefined;
  return daysBetween(today, system.analogueEndsOn);
}
