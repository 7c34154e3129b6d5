export const riskCategories = [
  "power-utilities",
  "connectivity",
  "care-records",
  "medicines-records",
  "scheduling",
  "telephony",
  "call-alarm",
  "device-hardware",
  "lifecycle",
  "supplier-failure",
  "cyber-attack",
  "data-quality",
  "access-identity",
  "change",
  "people-competence",
  "contingency-material",
  "analogue-switch-off",
  "premises",
  "information-governance",
] as const;
export type RiskCategory = (typeof riskCategories)[number];

export const categoryWords: Record<RiskCategory, string> = {
  "power-utilities": "Power and utilities",
  connectivity: "Connectivity",
  "care-records": "Care records unavailable",
  "medicines-records": "Medicines records unavailable",
  scheduling: "Scheduling or visit monitoring unavailable",
  telephony: "Telephony",
  "call-alarm": "Nurse call, telecare or alarm",
  "device-hardware": "Device and hardware failure",
  lifecycle: "End of life or unsupported technology",
  "supplier-failure": "Supplier outage, failure or exit",
  "cyber-attack": "Cyber attack",
  "data-quality": "Wrong or lost data, failed sync",
  "access-identity": "Access and identity",
  change: "Planned change, migration or update",
  "people-competence": "Staff competence or availability",
  "contingency-material": "Contingency material missing or out of date",
  "analogue-switch-off": "Analogue phone switch-off",
  premises: "Premises loss",
  "information-governance": "Information governance",
};

/** The fourteen products that two numbers from 1 to 5 can have. */
export const possibleScores = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25] as const;

/** What a limit can be for: one kind of risk, or every kind without a limit of its own. */
export const appetiteCategories = ["all", ...riskCategories] as const;
export type AppetiteCategory = (typeof appetiteCategories)[number];

/** The highest score that is carried of a kind of risk: the register keeps it, a board is asked for it. */
export type Limit = { category: AppetiteCategory; maximum: number };

/** What a limit is for, in a list of limits. */
export const appetiteWords = (category: AppetiteCategory) =>
  category === "all" ? "Every kind of risk without a limit of its own" : categoryWords[category];

const limitFor = (category: AppetiteCategory) =>
  category === "all" ? "every kind of risk" : `“${categoryWords[category]}”`;

/** A limit in words: "Limit of 20 for every kind of risk". */
export function limitWords({ category, maximum }: Limit): string {
  return `Limit of ${maximum} for ${limitFor(category)}`;
}
