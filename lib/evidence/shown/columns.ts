import type { outsideFields } from "../fields.ts";

type Table = keyof typeof outsideFields;
export type Shown = {
  /** The columns of the register, in their order; the rest stand on the record. */
  columns: readonly string[];
  /** Columns of a fact that may not apply: left out where they are empty, instead of "Not known". */
  mayNotApply?: readonly string[];
};

/** What a register of the inspection room shows of each table that has one. */
export const shown: Partial<Record<Table, Shown>> = {
  risks: {
    columns: [
      "title",
      "state",
      "category",
      "initial_score",
      "score",
      "scored_at",
      "target_score",
      "next_review_on",
      "service_ids",
    ],
  },
  risk_scores: { columns: ["kind", "likelihood", "consequence", "score", "reason", "scored_at"] },
  risk_controls: {
    columns: ["description", "type", "line", "created_at", "ended_at"],
    mayNotApply: ["ended_at"],
  },
  control_proofs: { columns: ["control_id", "found", "how", "line", "proved_role", "proved_on"] },
  risk_acceptances: {
    columns: ["score", "appetite", "reason", "accepted_role", "accepted_on", "expires_on", "decision_reference"],
    mayNotApply: ["decision_reference"],
  },
  risk_reviews: { columns: ["outcome", "reviewed_role", "reviewed_on", "next_review_on"] },
  disruptions: {
    columns: [
      "title",
      "type",
      "severity_triage",
      "severity_confirmed",
      "started_at",
      "restored_at",
      "state",
      "service_ids",
    ],
    mayNotApply: ["severity_confirmed", "declared_at", "on_paper_at", "paper_role", "paper_said_at", "set_aside"],
  },
  disruption_severities: {
    columns: ["kind", "severity", "reason", "care_at_risk", "data_at_risk", "harm_possible", "role", "at"],
    mayNotApply: ["reason", "care_at_risk", "data_at_risk", "harm_possible"],
  },
  disruption_impacts: {
    columns: [
      "service_id",
      "people_affected",
      "people_band",
      "task_kind",
      "tasks_due",
      "tasks_done",
      "tasks_late",
      "longest_late_minutes",
      "note",
    ],
    mayNotApply: ["note", "longest_late_minutes", "people_affected", "people_band"],
  },
  timeline_entries: {
    columns: ["happened_at", "says", "corrects_id", "source", "role"],
    mayNotApply: ["corrects_id"],
  },
  fallback_uses: {
    columns: ["material_kind", "used", "worked", "note", "role", "at"],
    mayNotApply: ["note", "worked"],
  },
  disruption_reviews: {
    columns: ["answer", "answer_says", "what_happened", "what_worked", "harm", "held_at", "answered_role", "agreed_at"],
  },
  review_factors: { columns: ["element", "cause", "says", "role", "at"] },
  review_findings: {
    columns: ["number", "says", "detail", "action_id", "no_action_reason", "decided_role", "decided_at"],
    mayNotApply: ["detail", "action_id", "no_action_reason"],
  },
  paper_records: {
    columns: [
      "kind",
      "written",
      "returned",
      "entered",
      "checked",
      "discrepancies",
      "entered_role",
      "checked_role",
      "checked_at",
      "checked_alone",
    ],
    mayNotApply: ["checked_alone"],
  },
  duty_decisions: {
    columns: ["duty", "decision", "reason", "decided_role", "decided_at", "agreed_role", "agreed_at", "agreed_alone"],
    mayNotApply: ["agreed_role", "agreed_at", "agreed_alone"],
  },
  sign_offs: { columns: ["slot", "role", "for_services", "round", "at", "alone"], mayNotApply: ["alone"] },
  disruption_closures: {
    columns: [
      "number",
      "severity",
      "answer",
      "answer_says",
      "closed_role",
      "closed_at",
      "reopened_role",
      "reopened_at",
    ],
    mayNotApply: ["answer", "answer_says", "set_aside", "reopened_role", "reopened_at"],
  },
  resilience_tests: {
    columns: ["title", "scenario", "held_from", "met", "objectives", "measured_minutes", "target_minutes", "answer"],
    mayNotApply: ["system_id", "answer_detail"],
  },
  test_objectives: {
    columns: [
      "number",
      "says",
      "target_minutes",
      "target_words",
      "result",
      "actual_minutes",
      "actual_words",
      "note",
      "scored_role",
    ],
    mayNotApply: ["target_minutes", "target_words", "actual_minutes", "actual_words", "note"],
  },
  test_participants: { columns: ["who", "shift", "took_part", "expected"] },
  test_events: { columns: ["at", "kind", "says", "role"] },
  test_findings: { columns: ["number", "says", "action_id", "role", "found_at"], mayNotApply: ["action_id"] },
  action_items: {
    columns: ["title", "state", "due_on", "strength", "measure", "effect_due_on", "service_ids"],
    mayNotApply: ["completed_at", "proof", "verified_at", "effect_due_on", "source_id"],
  },
  action_due_changes: { columns: ["from_on", "to_on", "at"] },
  action_completions: {
    columns: ["summary", "proof", "evidence_id", "at"],
    mayNotApply: ["evidence_id"],
  },
  action_verifications: { columns: ["outcome", "alone", "at"], mayNotApply: ["alone"] },
  action_effect_checks: { columns: ["result", "found", "alone", "at"], mayNotApply: ["alone"] },
  systems: {
    columns: ["name", "category", "tier", "supplier", "objective_minutes", "tolerable_minutes", "service_ids"],
    mayNotApply: ["analogue_ends_on"],
  },
  materials: {
    columns: [
      "kind",
      "copy_number",
      "content_as_of",
      "printed_at",
      "use_until",
      "last_result",
      "last_checked_at",
      "service_ids",
    ],
    mayNotApply: ["shows_priorities"],
  },
  material_stamps: { columns: ["content_as_of", "printed_at", "use_until", "role", "stamped_at"] },
  material_checks: { columns: ["result", "role", "checked_at"] },
  material_knowledge: { columns: ["knowing", "asked", "method", "shown_on", "role"] },
  minute_extracts: {
    columns: ["committee", "held_at", "item", "words", "outcome", "because", "addenda", "signed_at", "service_ids"],
    mayNotApply: ["number", "outcome", "facts", "because", "addenda", "signed_alone"],
  },
  evidence_links: { columns: ["statement_id", "category", "dated_on", "note"], mayNotApply: ["note"] },
};
