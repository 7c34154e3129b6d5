import { daysBetween } from "#lib/dates.ts";
import { openActionStates } from "#lib/records/action-states.ts";

export const actionSources = [
  "disruption-review",
  "resilience-test",
  "risk",
  "audit",
  "meeting",
  "device",
  "material-check",
  "competency",
  "supplier-review",
  "commissioner",
  "inspection",
  "feedback",
] as const;
export type ActionSource = (typeof actionSources)[number];

export const sourceWords: Record<ActionSource, string> = {
  "disruption-review": "Disruption review",
  "resilience-test": "Test",
  risk: "Risk treatment",
  audit: "Audit or spot check",
  meeting: "Governance meeting",
  device: "Device review",
  "material-check": "Contingency material check",
  competency: "Competency check",
  "supplier-review": "Supplier review",
  commissioner: "Commissioner request",
  inspection: "Inspection or assessment",
  feedback: "Feedback or complaint",
};

/** What kind of source a record is when it raises an action. */
export function sourceOf(kind: string): ActionSource | undefined {
  switch (kind) {
    case "disruption":
      return "disruption-review";
    case "resilience-test":
      return "resilience-test";
    case "risk":
      return "risk";
    case "material":
      return "material-check";
    case "request":
      return "commissioner";
    default:
      return undefined;
  }
}

export const actionPriorities = ["urgent", "high", "medium", "low"] as const;
export type ActionPriority = (typeof actionPriorities)[number];

export const priorityWords: Record<ActionPriority, { label: string; days: number }> = {
  urgent: { label: "Urgent", days: 7 },
  high: { label: "High", days: 30 },
  medium: { label: "Medium", days: 60 },
  low: { label: "Low", days: 90 },
};

export const actionStates = [
  "draft",
  "open",
  "in-progress",
  "blocked",
  "completed",
  "verified",
  "effective",
  "not-effective",
  "cancelled",
] as const;
export type ActionState = (typeof actionStates)[number];

export const stateWords: Record<ActionState, string> = {
  draft: "Draft",
  open: "Open",
  "in-progress": "In progress",
  blocked: "Blocked",
  completed: "Completed",
  verified: "Verified",
  effective: "Effective",
  "not-effective": "Not effective",
  cancelled: "Cancelled",
};

/** The vocabularies' machine: where an action may go from each state. */
const moves: Record<ActionState, readonly ActionState[]> = {
  draft: ["open", "cancelled"],
  open: ["in-progress", "completed", "cancelled"],
  "in-progress": ["blocked", "completed", "cancelled"],
  blocked: ["in-progress", "cancelled"],
  completed: ["verified", "in-progress"],
  verified: ["effective", "not-effective"],
  effective: [],
  "not-effective": ["in-progress"],
  cancelled: [],
};

export function mayMove(from: ActionState, to: ActionState): boolean {
  return moves[from].includes(to);
}

/** Somebody still has to do it: what did not work is to be done again, by its new date. */
export const undoneStates = ["open", "in-progress", "blocked", "not-effective"] as const;
/** Not closed: what the register opens with. */
export const openStates = openActionStates;
export const doneStates = ["verified", "effective"] as const;

const within = (states: readonly ActionState[], state: ActionState) => states.includes(state);
/** Done, and its effect not yet known. */
export const isDone = (state: ActionState) => state === "completed" || state === "verified";
export const isUndone = (state: ActionState) => within(undoneStates, state);

/** An effect is checked this many days after completion unless someone chooses another day. */
export const effectAfterDays = 90;

type Due = { state: ActionState; dueOn: string };

/** Days an action is overdue; nought when it is not. Done by its owner, it waits for somebody else. */
export function daysOverdue(action: Due, today: string): number {
  return isUndone(action.state) ? Math.max(0, daysBetween(action.dueOn, today)) : 0;
}

export const ageBands = ["to-7", "to-30", "to-90", "over-90"] as const;
export type AgeBand = (typeof ageBands)[number];
export const ageBandWords: Record<AgeBand, string> = {
  "to-7": "1 to 7 days",
  "to-30": "8 to 30 days",
  "to-90": "31 to 90 days",
  "over-90": "Over 90 days",
};

/** A date that was moved three times says something about the action. */
const redatesToFlag = 3;
export type RedateFlag = "kept" | "re-dated" | "re-dated-often";
export function redateFlag(action: { dueChanges: number }): RedateFlag {
  if (action.dueChanges === 0) return "kept";
  return action.dueChanges >= redatesToFlag ? "re-dated-often" : "re-dated";
}

export const proofs = ["file", "record", "note"] as const;
export type Proof = (typeof proofs)[number];

/** Said to be done, with nothing to look at but the words. */
export function evidenceMissing(action: { state: ActionState; proof: Proof | null; files?: number }): boolean {
  return action.proof === "note" && (action.files ?? 0) === 0;
}

/** What a second look that had only words to look at is called, wherever it is told. */
export const evidenceMissingWord = "Verified, evidence missing";

export function effectCheckDue(action: { state: ActionState; effectDueOn: string | null }, today: string): boolean {
  return action.state === "verified" && action.effectDueOn !== null && action.effectDueOn <= today;
}

/** An effect shows only after a while: never on the day on which the action was completed. */
export function effectMayShow(completedOn: string | undefined, today: string): boolean {
  return completedOn !== undefined && completedOn < today;
}

export type Standing = { shape: "ok" | "warn" | "bad" | "progress" | "not-started" | "info" | "na"; word: string };

type Stood = Due & { proof: Proof | null; effectDueOn: string | null; files?: number };

/** Where an action stands, in one shape and a few words: derived from its facts and the day, never stored. */
export function standingOf(action: Stood, today: string): Standing {
  const late = daysOverdue(action, today);
  if (late > 0) return { shape: "bad", word: late === 1 ? "Overdue by 1 day" : `Overdue by ${late} days` };
  if (effectCheckDue(action, today)) return { shape: "warn", word: "Effect check due" };
  switch (action.state) {
    case "draft":
    case "open":
      return { shape: "not-started", word: stateWords[action.state] };
    case "in-progress":
      return { shape: "progress", word: stateWords[action.state] };
    case "blocked":
      return { shape: "warn", word: stateWords[action.state] };
    case "completed":
      return { shape: "info", word: "Waiting for verification" };
    case "verified":
      return evidenceMissing(action)
        ? { shape: "warn", word: evidenceMissingWord }
        : { shape: "ok", word: "Closed, evidence checked" };
    case "effective":
      return { shape: "ok", word: "Closed, shown to work" };
    case "not-effective":
      return { shape: "bad", word: stateWords[action.state] };
    case "cancelled":
      return { shape: "na", word: stateWords[action.state] };
  }
}

export const strengths = ["strong", "intermediate", "weak"] as const;
export type Strength = (typeof strengths)[number];
export const strengthWords: Record<Strength, string> = {
  strong: "Stronger",
  intermediate: "Intermediate",
  weak: "Weaker",
};

/** The action hierarchy: what kind of change it is, and so how much it leans on people remembering. */
export const levels = {
  "forcing-function": { strength: "strong", label: "Forcing function or engineering control" },
  "physical-change": { strength: "strong", label: "Change to a building or a thing" },
  simplify: { strength: "strong", label: "Simpler process, steps removed" },
  standardise: { strength: "strong", label: "Standard equipment or process" },
  automation: { strength: "strong", label: "Automation" },
  leadership: { strength: "strong", label: "Leaders take part in it themselves" },
  redundancy: { strength: "intermediate", label: "A spare or a second line" },
  staffing: { strength: "intermediate", label: "More staff or less workload" },
  "software-change": { strength: "intermediate", label: "Software change" },
  "fewer-distractions": { strength: "intermediate", label: "Fewer distractions" },
  checklist: { strength: "intermediate", label: "Checklist or aid at hand" },
  "read-back": { strength: "intermediate", label: "Read-back" },
  communication: { strength: "intermediate", label: "Better documents or communication" },
  "double-check": { strength: "weak", label: "Double check" },
  warning: { strength: "weak", label: "Warning or label" },
  procedure: { strength: "weak", label: "New procedure, memo or policy" },
  training: { strength: "weak", label: "Training or reminder" },
  analysis: { strength: "weak", label: "More analysis" },
} as const satisfies Record<string, { strength: Strength; label: string }>;
export type Level = keyof typeof levels;
export const levelIds = [
  "forcing-function",
  "physical-change",
  "simplify",
  "standardise",
  "automation",
  "leadership",
  "redundancy",
  "staffing",
  "software-change",
  "fewer-distractions",
  "checklist",
  "read-back",
  "communication",
  "double-check",
  "warning",
  "procedure",
  "training",
  "analysis",
] as const satisfies readonly Level[];

export type StrengthMix = Record<Strength, number>;

export const lookOutcomes = ["confirmed", "returned"] as const;
export type LookOutcome = (typeof lookOutcomes)[number];
/** The mark of what one person did alone, because nobody else could. */
export const noSecondPerson = "No second person available";

/** What a page says once an action is marked as done. */
export const doneSaid = (alone: boolean) =>
  alone
    ? `The action is marked as done. Nobody else here can verify it: its verification is marked “${noSecondPerson}”.`
    : "The action is marked as done. Someone else verifies it.";

/** What a page says once a second person has looked. */
export const lookSaid: Record<LookOutcome, string> = {
  confirmed: "Your verification is recorded.",
  returned: "The action is back with its owner, and says what you saw.",
};
