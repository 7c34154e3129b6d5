import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const disruptions = pgTable("disruptions", {
  ...tenant(),
  title: text("title").notNull(),
  type: text("type"),
  state: text("state").notNull(),
  severityTriage: integer("severity_triage"),
  severityConfirmed: integer("severity_confirmed"),
  detection: text("detection"),
  breaches: text("breaches").array(),
  careAffected: text("care_affected").notNull(),
  paper: text("paper").notNull(),
  paperRole: text("paper_role"),
  paperSaidAt: instant("paper_said_at"),
  startedAt: instant("started_at"),
  noticedAt: instant("noticed_at"),
  declaredAt: instant("declared_at"),
  onPaperAt: instant("on_paper_at"),
  restoredAt: instant("restored_at"),
  verifiedAt: instant("verified_at"),
  reportedAt: instant("reported_at").notNull(),
  reportedBy: uuid("reported_by").notNull(),
  reportedRole: text("reported_role").notNull(),
  periodAt: instant("period_at").notNull(),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  changedAt: instant("changed_at").notNull(),
  reportToken: uuid("report_token"),
  setAside: text("set_aside"),
});

/** The columns that every row of a disruption carries from it. */
const ofDisruption = () => ({
  ...tenant(),
  disruptionId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  periodAt: instant("period_at").notNull(),
});

/** Who said it, in which role, and when. */
const said = () => ({
  personId: uuid("person_id").notNull(),
  role: text("role").notNull(),
  at: instant("at").notNull(),
});

export const disruptionSeverities = pgTable("disruption_severities", {
  ...ofDisruption(),
  kind: text("kind").notNull(),
  severity: integer("severity").notNull(),
  reason: text("reason").notNull(),
  careAtRisk: text("care_at_risk"),
  dataAtRisk: text("data_at_risk"),
  harmPossible: text("harm_possible"),
  ...said(),
});

export const disruptionTimeChanges = pgTable("disruption_time_changes", {
  ...tenant(),
  disruptionId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  moment: text("moment").notNull(),
  before: instant("before"),
  after: instant("after"),
  reason: text("reason"),
  ...said(),
});

export const disruptionImpacts = pgTable("disruption_impacts", {
  ...ofDisruption(),
  serviceId: uuid("service_id").notNull(),
  peopleBand: text("people_band").notNull(),
  peopleAffected: integer("people_affected"),
  staffOnShift: integer("staff_on_shift"),
  taskKind: text("task_kind"),
  tasksDue: integer("tasks_due"),
  tasksDone: integer("tasks_done"),
  tasksLate: integer("tasks_late"),
  longestLateMinutes: integer("longest_late_minutes"),
  onPaperAt: instant("on_paper_at"),
  restoredAt: instant("restored_at"),
  note: text("note"),
  ...said(),
});

export const timelineEntries = pgTable("timeline_entries", {
  ...ofDisruption(),
  happenedAt: instant("happened_at").notNull(),
  writtenAt: instant("written_at").notNull(),
  says: text("says").notNull(),
  source: text("source").notNull(),
  role: text("role").notNull(),
  personId: uuid("person_id").notNull(),
  correctsId: uuid("corrects_id"),
});

export const fallbackUses = pgTable("fallback_uses", {
  ...ofDisruption(),
  materialKind: text("material_kind").notNull(),
  used: boolean("used").notNull(),
  worked: text("worked"),
  note: text("note"),
  ...said(),
});

export const disruptionReviews = pgTable("disruption_reviews", {
  ...ofDisruption(),
  method: text("method"),
  heldAt: instant("held_at"),
  expected: text("expected"),
  whatHappened: text("what_happened"),
  difference: text("difference"),
  whatWorked: text("what_worked"),
  harm: text("harm").notNull().default("unknown"),
  answer: text("answer"),
  answerSays: text("answer_says"),
  answerFacts: text("answer_facts"),
  answeredBy: uuid("answered_by"),
  answeredRole: text("answered_role"),
  answeredAt: instant("answered_at"),
  authorIds: uuid("author_ids").array().notNull().default([]),
  round: integer("round").notNull().default(1),
  submittedAt: instant("submitted_at"),
  submittedBy: uuid("submitted_by"),
  submittedRole: text("submitted_role"),
  agreedAt: instant("agreed_at"),
  returnedBy: uuid("returned_by"),
  returnedRole: text("returned_role"),
  returnedAt: instant("returned_at"),
  returnedReason: text("returned_reason"),
  begunAt: instant("begun_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const reviewFactors = pgTable("review_factors", {
  ...ofDisruption(),
  element: text("element").notNull(),
  cause: text("cause").notNull(),
  says: text("says").notNull(),
  ...said(),
  withdrawnAt: instant("withdrawn_at"),
  agreedAt: instant("agreed_at"),
});

export const reviewFindings = pgTable("review_findings", {
  ...ofDisruption(),
  number: integer("number").notNull(),
  says: text("says").notNull(),
  detail: text("detail"),
  actionId: uuid("action_id"),
  noActionReason: text("no_action_reason"),
  decidedBy: uuid("decided_by"),
  decidedRole: text("decided_role"),
  decidedAt: instant("decided_at"),
  ...said(),
  agreedAt: instant("agreed_at"),
});

export const paperRecords = pgTable("paper_records", {
  ...ofDisruption(),
  kind: text("kind").notNull(),
  written: integer("written").notNull(),
  returned: integer("returned").notNull(),
  entered: integer("entered").notNull(),
  checked: integer("checked").notNull().default(0),
  discrepancies: integer("discrepancies").notNull().default(0),
  enteredBy: uuid("entered_by").notNull(),
  enteredRole: text("entered_role").notNull(),
  enteredAt: instant("entered_at").notNull(),
  checkedBy: uuid("checked_by"),
  checkedRole: text("checked_role"),
  checkedAt: instant("checked_at"),
  checkedAlone: boolean("checked_alone").notNull().default(false),
});

export const dutyDecisions = pgTable("duty_decisions", {
  ...ofDisruption(),
  duty: text("duty").notNull(),
  twoRoles: boolean("two_roles").notNull(),
  decision: text("decision").notNull().default("undecided"),
  reason: text("reason"),
  toldReference: text("told_reference"),
  decidedBy: uuid("decided_by"),
  decidedRole: text("decided_role"),
  decidedAt: instant("decided_at"),
  agreedBy: uuid("agreed_by"),
  agreedRole: text("agreed_role"),
  agreedAt: instant("agreed_at"),
  agreedAlone: boolean("agreed_alone").notNull().default(false),
});

export const signOffs = pgTable("sign_offs", {
  ...ofDisruption(),
  round: integer("round").notNull(),
  slot: text("slot").notNull(),
  alone: boolean("alone").notNull().default(false),
  /** Of several services those for which a manager signed; none stands for all. */
  forServices: uuid("for_services").array().notNull().default([]),
  ...said(),
});

export const disruptionClosures = pgTable("disruption_closures", {
  ...ofDisruption(),
  number: integer("number").notNull(),
  severity: integer("severity"),
  answer: text("answer"),
  answerSays: text("answer_says"),
  setAside: text("set_aside"),
  reason: text("reason"),
  closedBy: uuid("closed_by").notNull(),
  closedRole: text("closed_role").notNull(),
  closedAt: instant("closed_at").notNull(),
  reopenedBy: uuid("reopened_by"),
  reopenedRole: text("reopened_role"),
  reopenedAt: instant("reopened_at"),
  reopenedReason: text("reopened_reason"),
});
