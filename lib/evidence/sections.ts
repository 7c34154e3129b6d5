import type { outsideFields } from "./fields.ts";

type OutsideTable = keyof typeof outsideFields;

/** One register of a section: an outside table, the CSV's name and what its rows are. */
export type SectionRegister = { table: OutsideTable; name: string; what: string; order: string };
export type SectionSpec = {
  title: string;
  question: string;
  /** What an empty section says, where it is no gap that it is empty. */
  none?: string;
  registers: readonly SectionRegister[];
};

/** The sections of bundles and of the inspection room, in their order. A section appears when its room exists. */
export const sections = {
  risks: {
    title: "Risks and what holds them",
    question: "Which digital risks are carried, and when was each control last proved?",
    registers: [
      { table: "risks", name: "risks", what: "Risks", order: "created_at, id" },
      { table: "risk_scores", name: "risk-scores", what: "Scores over time", order: "scored_at, id" },
      { table: "risk_controls", name: "risk-controls", what: "Controls", order: "created_at, id" },
      { table: "control_proofs", name: "risk-proofs", what: "Proofs of controls", order: "proved_on, id" },
      { table: "risk_acceptances", name: "risk-acceptances", what: "Acceptances", order: "accepted_at, id" },
      { table: "risk_reviews", name: "risk-reviews", what: "Reviews of risks", order: "reviewed_on, id" },
    ],
  },
  disruptions: {
    title: "Disruptions and their reviews",
    question: "When systems failed, did care stay safe, and what was learned?",
    registers: [
      { table: "disruptions", name: "disruptions", what: "Disruptions", order: "period_at, id" },
      { table: "disruption_severities", name: "disruption-severities", what: "Severities given", order: "at, id" },
      {
        table: "disruption_impacts",
        name: "disruption-impacts",
        what: "What it meant per service",
        order: "period_at, id",
      },
      { table: "timeline_entries", name: "timeline-entries", what: "Timeline entries", order: "happened_at, id" },
      { table: "fallback_uses", name: "fallback-uses", what: "What was used instead", order: "at, id" },
      { table: "disruption_reviews", name: "reviews", what: "Reviews that were signed", order: "period_at, id" },
      { table: "review_factors", name: "review-factors", what: "Contributing factors", order: "at, id" },
      { table: "review_findings", name: "review-findings", what: "Findings", order: "at, id" },
      { table: "paper_records", name: "paper-records", what: "Paper records, as counts", order: "entered_at, id" },
      { table: "duty_decisions", name: "duty-decisions", what: "Who we had to tell", order: "duty, id" },
      { table: "sign_offs", name: "sign-offs", what: "Sign-offs", order: "at, id" },
      { table: "disruption_closures", name: "closures", what: "Closures", order: "closed_at, id" },
    ],
  },
  "resilience-tests": {
    title: "Tests and what they showed",
    question: "When the fallback was tried, would people have been kept safe?",
    registers: [
      { table: "resilience_tests", name: "tests", what: "Tests held", order: "held_from, id" },
      {
        table: "test_objectives",
        name: "test-objectives",
        what: "Objectives",
        order: "held_at, record_id, number, id",
      },
      { table: "test_participants", name: "test-participants", what: "Who took part, as counts", order: "held_at, id" },
      { table: "test_events", name: "test-events", what: "What happened", order: "at, id" },
      {
        table: "test_findings",
        name: "test-findings",
        what: "Findings of tests",
        order: "held_at, record_id, number, id",
      },
    ],
  },
  "action-items": {
    title: "Actions and what they changed",
    question: "What is being changed because of what was learned, and was it shown to work?",
    registers: [
      { table: "action_items", name: "actions", what: "Actions", order: "due_on, id" },
      { table: "action_due_changes", name: "actions-due-dates", what: "Changes of a due date", order: "at, id" },
      { table: "action_completions", name: "actions-completed", what: "Completions", order: "at, id" },
      { table: "action_verifications", name: "actions-verified", what: "Second looks", order: "at, id" },
      { table: "action_effect_checks", name: "actions-effect", what: "Effect checks", order: "at, id" },
    ],
  },
  systems: {
    title: "Systems that care depends on",
    question: "What does care depend on, and how soon must it be back?",
    registers: [{ table: "systems", name: "systems", what: "Systems", order: "tier, name, id" }],
  },
  materials: {
    title: "Paper that care falls back on",
    question: "What is printed, dated and checked where it is kept?",
    registers: [
      { table: "materials", name: "materials", what: "Contingency materials", order: "kind, copy_number, id" },
      { table: "material_stamps", name: "material-stamps", what: "Reprints", order: "stamped_at, id" },
      { table: "material_checks", name: "material-checks", what: "Physical checks", order: "checked_at, id" },
      {
        table: "material_knowledge",
        name: "material-knowledge",
        what: "Who knows the material",
        order: "shown_on, id",
      },
    ],
  },
  minutes: {
    title: "Minutes of governance meetings, extracts",
    question: "What did those who govern ask, and what did they decide?",
    none: "No extract of signed minutes was chosen for these services and this period.",
    registers: [
      {
        table: "minute_extracts",
        name: "minutes-extracts",
        what: "Extracts of signed minutes",
        order: "held_at, item_position, marked_at, id",
      },
    ],
  },
  frameworks: {
    title: "Evidence by quality statement",
    question: "Which records show which quality statement?",
    registers: [
      {
        table: "evidence_links",
        name: "evidence-links",
        what: "Links to quality statements",
        order: "statement_id, linked_at, id",
      },
    ],
  },
} as const satisfies Record<string, SectionSpec>;

export type SectionId = keyof typeof sections;
export const sectionIds = Object.keys(sections).filter(isSection);

export function sectionOf(id: string): SectionSpec | undefined {
  return isSection(id) ? sections[id] : undefined;
}

export function isSection(id: string): id is SectionId {
  return Object.hasOwn(sections, id);
}
