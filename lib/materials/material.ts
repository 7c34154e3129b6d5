import { type MaterialKind, materialKindWords } from "#lib/records/material-kinds.ts";

/** Kinds that are sealed: a check may find the seal broken. */
const sealedKinds: readonly MaterialKind[] = ["key-safe-access", "login-break-glass"];

/** Kinds on which the order of people matters. */
export const priorityKinds: readonly MaterialKind[] = ["rota-backup", "priority-list"];

export const materialStates = ["draft", "current", "superseded", "withdrawn"] as const;
export type MaterialState = (typeof materialStates)[number];
export const materialStateWords: Record<MaterialState, string> = {
  draft: "Not dated yet",
  current: "In use",
  superseded: "Superseded",
  withdrawn: "Withdrawn",
};

export const checkResults = [
  "present-current",
  "present-out-of-date",
  "missing",
  "no-date-stamp",
  "illegible-damaged",
  "unsealed",
] as const;
export type CheckResult = (typeof checkResults)[number];
export const checkResultWords: Record<CheckResult, string> = {
  "present-current": "Present and current",
  "present-out-of-date": "Present but out of date",
  missing: "Missing",
  "no-date-stamp": "No date stamp",
  "illegible-damaged": "Damaged or unreadable",
  unsealed: "Seal broken",
};

/** What a check of this copy may find: an undated copy is never current, and only a sealed one has a seal to break. */
export function resultsFor(material: { kind: MaterialKind; state: MaterialState }): CheckResult[] {
  return checkResults
    .filter((result) => result !== "present-current" || material.state === "current")
    .filter((result) => result !== "unsealed" || sealedKinds.includes(material.kind));
}

export const knowledgeMethods = [
  "observed",
  "scenario-question",
  "quiz",
  "e-learning",
  "drill-participation",
  "self-declaration",
] as const;
export type KnowledgeMethod = (typeof knowledgeMethods)[number];
export const knowledgeMethodWords: Record<KnowledgeMethod, string> = {
  observed: "Observed practice",
  "scenario-question": "Scenario question at supervision",
  quiz: "Quiz",
  "e-learning": "E-learning",
  "drill-participation": "Took part in a drill",
  "self-declaration": "Read and understood",
};

export const standings = ["in-date", "out-of-date", "no-date-stamp", "missing", "not-known", "ended"] as const;
export type Standing = (typeof standings)[number];
export const standingWords: Record<Standing, string> = {
  "in-date": "In date",
  "out-of-date": "Out of date",
  "no-date-stamp": "No date stamp",
  missing: "Missing",
  "not-known": "Not known",
  ended: "No longer used",
};

/** A look at the place proves that the copy is there for this many days. */
export const checkLastsDays = 30;
const day = 86_400_000;

export type MaterialFacts = {
  state: MaterialState;
  contentAsOf: Date | null;
  printedAt: Date | null;
  useUntil: Date | null;
  lastResult: CheckResult | null;
  lastCheckedAt: Date | null;
};

/**
 * What can be shown of a copy at a moment. In date needs all three dates, a use until that has not passed, and a
 * check within thirty days that found it present and current. What a check found wrong holds until a later print;
 * after that print nobody has seen the new copy yet, so it is not known.
 */
export function standing(material: MaterialFacts, now: Date): Standing {
  const { state, contentAsOf, printedAt, useUntil, lastResult, lastCheckedAt } = material;
  if (state === "superseded" || state === "withdrawn") return "ended";
  const seen = lastCheckedAt !== null && (printedAt === null || lastCheckedAt >= printedAt);
  if (seen && lastResult === "missing") return "missing";
  if (!contentAsOf || !printedAt || !useUntil) return "no-date-stamp";
  if (useUntil <= now) return "out-of-date";
  if (seen && lastResult === "present-out-of-date") return "out-of-date";
  if (seen && lastResult === "no-date-stamp") return "no-date-stamp";
  if (lastResult !== "present-current" || !lastCheckedAt) return "not-known";
  return now.getTime() - lastCheckedAt.getTime() > checkLastsDays * day ? "not-known" : "in-date";
}

/** Why a copy is not in date, in one short sentence; undefined when it is. */
export function standingReason(material: MaterialFacts, now: Date): string | undefined {
  const { lastResult, lastCheckedAt } = material;
  switch (standing(material, now)) {
    case "in-date":
    case "ended":
      return undefined;
    case "missing":
      return "Not at its place at the last check.";
    case "out-of-date":
      return material.useUntil && material.useUntil <= now
        ? "Its use until has passed."
        : "The last check found an old copy.";
    case "no-date-stamp":
      return undated(material) ?? "The last check found no date on it.";
    case "not-known":
      if (!lastResult || !lastCheckedAt) return "Never checked at its place.";
      if (lastResult === "present-current") return `Not checked for ${checkLastsDays} days.`;
      if (lastResult === "illegible-damaged" || lastResult === "unsealed")
        return `${checkResultWords[lastResult]} at the last check.`;
      return "Not seen at its place since it was reprinted.";
  }
}

export type InDate = { inDate: number; all: number; percent: number | undefined };

/** The one measure: copies in date out of all copies in use. With no copy there is no percentage. */
export function inDateMeasure(counts: Partial<Record<Standing, number>>): InDate {
  const all = standings.reduce((sum, one) => sum + (one === "ended" ? 0 : (counts[one] ?? 0)), 0);
  const inDate = counts["in-date"] ?? 0;
  return { inDate, all, percent: all === 0 ? undefined : Math.floor((inDate / all) * 100) };
}

/** A printed rota on which nobody can see who matters most. */
export function lacksPriorities(material: { kind: MaterialKind; showsPriorities: boolean | null }): boolean {
  return material.kind === "rota-backup" && material.showsPriorities === false;
}

/** The record's title: what it is and which copy. Where it is kept stays out of it: titles may leave. */
export function materialTitle(material: { kind: MaterialKind; copyNumber: number; copies: number }): string {
  const label = materialKindWords[material.kind].label;
  return material.copies > 1 ? `${label}, copy ${material.copyNumber} of ${material.copies}` : label;
}

export type Copies = { all: number; inDate: number; notKnown: number; withoutPriorities: number };

/** How the copies of a service stand together: one that is not in date is worse than one that nobody has looked at. */
export function copiesMark({ all, inDate, notKnown, withoutPriorities }: Copies): "ok" | "warn" | "bad" | "unknown" {
  if (inDate + notKnown < all) return "bad";
  if (notKnown === all) return "unknown";
  return notKnown > 0 || withoutPriorities > 0 ? "warn" : "ok";
}

/** Which of the three dates of a printed copy nobody has recorded. */
function undated({ contentAsOf, printedAt, useUntil }: MaterialFacts): string | undefined {
  const lacking = [!contentAsOf && "content date", !printedAt && "print date", !useUntil && "use until"].filter(
    Boolean,
  );
  const last = lacking.pop();
  if (!last) return undefined;
  return lacking.length > 0
    ? `Its ${lacking.join(", ")} and ${last} are not recorded.`
    : `Its ${last} is not recorded.`;
}
