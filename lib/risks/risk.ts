import { daysBetween, formatDate, londonDay } from "#lib/dates.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { countWord } from "#lib/words.ts";

export {
  appetiteCategories,
  categoryWords,
  possibleScores,
  type RiskCategory,
  riskCategories,
} from "#lib/records/risk-limits.ts";

export const riskStates = ["draft", "open", "tolerated", "closed"] as const;
export type RiskState = (typeof riskStates)[number];

export const levels = [1, 2, 3, 4, 5] as const;
export type Level = (typeof levels)[number];

/** NPSA 2008 likelihoods; `chance` is within 12 months, `often` is offered for events that recur. */
export const likelihoodWords: Record<Level, { label: string; chance: string; often: string }> = {
  1: { label: "Rare", chance: "less than 1 chance in 1,000", often: "not expected for years" },
  2: { label: "Unlikely", chance: "between 1 chance in 1,000 and 1 in 100", often: "at least once a year" },
  3: { label: "Possible", chance: "between 1 chance in 100 and 1 in 10", often: "at least once a month" },
  4: { label: "Likely", chance: "between 1 chance in 10 and 1 in 2", often: "at least once a week" },
  5: { label: "Almost certain", chance: "more than 1 chance in 2", often: "at least daily" },
};

/** NPSA 2008 consequences, in short: harm to people and the service-interruption row. */
export const consequenceWords: Record<Level, { label: string; meaning: string }> = {
  1: { label: "Negligible", meaning: "minimal harm, or a service interrupted for more than 1 hour" },
  2: { label: "Minor", meaning: "minor injury, or interrupted for more than 8 hours" },
  3: { label: "Moderate", meaning: "injury needing professional treatment, or interrupted for more than 1 day" },
  4: { label: "Major", meaning: "major injury or many people affected, or interrupted for more than 1 week" },
  5: { label: "Catastrophic", meaning: "death or very large numbers affected, or a service lost for good" },
};

export const matrixName = "NHS 5x5 matrix (NPSA 2008), adapted";

export const scoreKinds = ["initial", "current", "target"] as const;

/** A likelihood as one plain sentence: the chance within 12 months, or how often for events that recur. */
export function likelihoodSentence(level: Level, recurs: boolean): string {
  const { label, chance, often } = likelihoodWords[level];
  return recurs ? `${label}: ${often}` : `${label}: ${chance} within 12 months`;
}

export type RiskBand = "low" | "moderate" | "high" | "extreme";
export const bandWords: Record<RiskBand, { label: string; from: number; to: number; reviewMonths: ReviewMonths }> = {
  low: { label: "Low", from: 1, to: 3, reviewMonths: 12 },
  moderate: { label: "Moderate", from: 4, to: 6, reviewMonths: 6 },
  high: { label: "High", from: 8, to: 12, reviewMonths: 3 },
  extreme: { label: "Extreme", from: 15, to: 25, reviewMonths: 1 },
};

export function bandOf(score: number): RiskBand {
  if (score >= 15) return "extreme";
  if (score >= 8) return "high";
  return score >= 4 ? "moderate" : "low";
}

export const treatments = ["treat", "tolerate", "transfer", "terminate"] as const;
export type Treatment = (typeof treatments)[number];
export const treatmentWords: Record<Treatment, { label: string; meaning: string }> = {
  treat: { label: "Treat", meaning: "reduce the likelihood or the consequence" },
  tolerate: { label: "Tolerate", meaning: "accept it, signed and with an end date" },
  transfer: { label: "Transfer", meaning: "by insurance or contract" },
  terminate: { label: "Terminate", meaning: "stop the activity" },
};

export const controlTypes = ["preventive", "detective", "corrective", "directive"] as const;
export type ControlType = (typeof controlTypes)[number];
export const controlTypeWords: Record<ControlType, { label: string; meaning: string }> = {
  preventive: { label: "Preventive", meaning: "stops it from happening" },
  detective: { label: "Detective", meaning: "notices that it happened" },
  corrective: { label: "Corrective", meaning: "limits what follows" },
  directive: { label: "Directive", meaning: "tells people what to do" },
};

export const effects = ["effective", "partially-effective", "ineffective"] as const;
export type Effect = (typeof effects)[number];
export type Effectiveness = Effect | "untested";
export const effectivenessWords: Record<Effectiveness, string> = {
  effective: "Effective",
  "partially-effective": "Partially effective",
  ineffective: "Ineffective",
  untested: "Untested",
};

export const lines = ["first", "second", "third", "external"] as const;
export type Line = (typeof lines)[number];
export const lineWords: Record<Line, { label: string; meaning: string }> = {
  first: { label: "First line", meaning: "staff and managers who own the risk" },
  second: { label: "Second line", meaning: "quality, digital, data protection, health and safety" },
  third: { label: "Third line", meaning: "internal or external audit, peer review" },
  external: { label: "External", meaning: "CQC, commissioner, insurer, certification body" },
};

export const reviewOutcomes = ["unchanged", "better", "worse", "escalated"] as const;
/** What the history of reviews can hold: closing a risk and opening it again are written there too. */
export const notedOutcomes = [...reviewOutcomes, "closed", "reopened"] as const;
export type ReviewOutcome = (typeof notedOutcomes)[number];
export const outcomeWords: Record<ReviewOutcome, string> = {
  unchanged: "Nothing has changed",
  better: "It has got better",
  worse: "It has got worse",
  escalated: "It goes to the next level",
  closed: "Closed",
  reopened: "Opened again",
};

export const reviewEvery = [1, 3, 6, 12] as const;
export type ReviewMonths = (typeof reviewEvery)[number];
export const reviewWords: Record<ReviewMonths, string> = {
  1: "Every month",
  3: "Every 3 months",
  6: "Every 6 months",
  12: "Every 12 months",
};

export type Scores = { target: number; current: number; initial: number };

/** Target at most current, current at most initial; anything else needs a reason. */
export function scoresInOrder({ target, current, initial }: Scores): boolean {
  return target <= current && current <= initial;
}

export type ScoredAt = { score: number; at: Date };
export const movementWords = { rising: "Rising", falling: "Falling", steady: "Steady" } as const;
export type Movement = { direction: "rising" | "falling" | "steady"; since?: Date };

const movementDays = 183;

/** Where the current score has gone in the last six months, and when it set out. `history` runs oldest first. */
export function movementOf(history: readonly ScoredAt[], now: Date): Movement {
  const from = now.getTime() - movementDays * 86_400_000;
  const steps = history.flatMap((step, index) => {
    const before = history[index - 1];
    if (!before || before.score === step.score || step.at.getTime() < from) return [];
    return [{ at: step.at, direction: step.score > before.score ? ("rising" as const) : ("falling" as const) }];
  });
  const last = steps.at(-1);
  if (!last) return { direction: "steady" };
  const turn = steps.findLastIndex((step) => step.direction !== last.direction);
  return { direction: last.direction, since: (steps[turn + 1] ?? last).at };
}

/** The current score at the end of each of the last twelve London months, as 2026-11; null before the first score. */
export function scoreByMonth(history: readonly ScoredAt[], now: Date): { month: string; score: number | null }[] {
  const first = `${londonDay(now).slice(0, 7)}-01`;
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(first, index - 11).slice(0, 7);
    return { month, score: history.findLast((step) => londonDay(step.at).slice(0, 7) <= month)?.score ?? null };
  });
}

/** A proof lasts this long; from half of it on, the next one is due. */
export const proofDays = 90;

export function proofState(provedOn: string | null, today: string): "ok" | "warn" | "bad" | "unknown" {
  if (!provedOn) return "unknown";
  const age = daysBetween(provedOn, today);
  if (age > proofDays) return "bad";
  return age > proofDays / 2 ? "warn" : "ok";
}

export type AcceptanceStanding = "none" | "holds" | "score-moved" | "ran-out";

/** Whether a tolerated risk's newest acceptance still holds: for the score it accepted, to the end of its last day. */
export function acceptanceStanding(
  risk: { state: RiskState; score: number },
  newest: { score: number; expiresOn: string } | undefined,
  today: string,
): AcceptanceStanding {
  if (risk.state !== "tolerated" || !newest) return "none";
  if (newest.score !== risk.score) return "score-moved";
  return newest.expiresOn < today ? "ran-out" : "holds";
}

/** A risk as it stands now: an acceptance that no longer holds leaves it open. */
export function standingState(state: RiskState, acceptance: AcceptanceStanding): RiskState {
  return state === "tolerated" && acceptance !== "holds" ? "open" : state;
}

/** An acceptance lasts 12 months at most, of an extreme risk 3. */
export function longestAcceptance(score: number): 3 | 12 {
  return bandOf(score) === "extreme" ? 3 : 12;
}

/** The last day until which a score can be accepted today. */
export function acceptableUntil(score: number, today: string): string {
  return addMonths(today, longestAcceptance(score));
}

/** The register in two sentences: how many, how many above the board's limit, and of those how many wait for a review. */
export function headline(
  counts: { open: number; above: number; aboveOverdue: number },
  appetites: readonly NamedAppetite[],
) {
  const { open, above, aboveOverdue } = counts;
  const risks = `${open.toLocaleString("en-GB")} open ${open === 1 ? "risk" : "risks"}.`;
  const own = appetites.some((one) => one.category !== "all");
  const wide = appetites.find((one) => one.category === "all");
  const set = wide ? ` (${wide.decisionReference}, ${formatDate(wide.decidedOn)})` : "";
  const limit = own
    ? "the board's appetite"
    : wide
      ? `the board's appetite of ${wide.maximum}${set}`
      : `${defaultAppetite}, which is used until the board sets its appetite`;
  if (above === 0) return `${risks} None sits above ${limit}.`;
  const waiting =
    above === 1
      ? `${aboveOverdue === 1 ? ", and it is overdue for review" : ""}`
      : aboveOverdue > 0
        ? `, and ${countWord(aboveOverdue).toLowerCase()} of those ${aboveOverdue === 1 ? "is" : "are"} overdue for review`
        : "";
  return `${risks} ${countWord(above)} ${above === 1 ? "sits" : "sit"} above ${limit}${waiting}.`;
}

export const defaultAppetite = 12;
export type Appetite = Limit & { decidedOn: string };
/** A limit beside the decision that set it, as it is named inside. */
export type NamedAppetite = Appetite & { decisionReference: string };

/** The highest score the board carries for a category: its own, else the one for all, else 12. A limit can be set for "all" too. */
export function appetiteFor(appetites: readonly Appetite[], category: Appetite["category"]): number {
  const own = appetites.find((one) => one.category === category);
  return (own ?? appetites.find((one) => one.category === "all"))?.maximum ?? defaultAppetite;
}

/** The same day some months later, or that month's last day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
}
