import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

const day = (name: string) => date(name, { mode: "string" });

export const actionItems = pgTable("action_items", {
  ...tenant(),
  title: text("title").notNull(),
  detail: text("detail"),
  finding: text("finding"),
  sourceKind: text("source_kind").notNull(),
  sourceId: uuid("source_id"),
  ownerId: uuid("owner_id").notNull(),
  dueOn: day("due_on").notNull(),
  originalDueOn: day("original_due_on").notNull(),
  dueChanges: integer("due_changes").notNull().default(0),
  priority: text("priority").notNull(),
  strength: text("strength").notNull(),
  level: text("level").notNull(),
  measure: text("measure").notNull(),
  state: text("state").notNull(),
  blockedReason: text("blocked_reason"),
  raisedBy: uuid("raised_by").notNull(),
  raisedAt: instant("raised_at").notNull(),
  completedAt: instant("completed_at"),
  completedBy: uuid("completed_by"),
  proof: text("proof"),
  verifiedAt: instant("verified_at"),
  effectDueOn: day("effect_due_on"),
  serviceIds: serviceIds(),
  changedAt: instant("changed_at").notNull(),
});

const fact = () => ({
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  at: instant("at").notNull(),
});

export const actionProgress = pgTable("action_progress", {
  ...fact(),
  note: text("note").notNull(),
  state: text("state").notNull(),
  personId: uuid("person_id").notNull(),
});

export const actionDueChanges = pgTable("action_due_changes", {
  ...fact(),
  fromOn: day("from_on").notNull(),
  toOn: day("to_on").notNull(),
  reason: text("reason").notNull(),
  personId: uuid("person_id").notNull(),
});

export const actionCompletions = pgTable("action_completions", {
  ...fact(),
  summary: text("summary").notNull(),
  proof: text("proof").notNull(),
  attachmentId: uuid("attachment_id"),
  evidenceId: uuid("evidence_id"),
  proofNote: text("proof_note"),
  personId: uuid("person_id").notNull(),
});

export const actionVerifications = pgTable("action_verifications", {
  ...fact(),
  outcome: text("outcome").notNull(),
  how: text("how").notNull(),
  ownerId: uuid("owner_id").notNull(),
  completedBy: uuid("completed_by").notNull(),
  personId: uuid("person_id").notNull(),
  alone: boolean("alone").notNull().default(false),
});

export const actionEffectChecks = pgTable("action_effect_checks", {
  ...fact(),
  result: text("result").notNull(),
  found: text("found").notNull(),
  ownerId: uuid("owner_id").notNull(),
  personId: uuid("person_id").notNull(),
  alone: boolean("alone").notNull().default(false),
});

export const actionCancellations = pgTable("action_cancellations", {
  ...fact(),
  reason: text("reason").notNull(),
  fromState: text("from_state").notNull(),
  ownerId: uuid("owner_id").notNull(),
  approvedBy: uuid("approved_by").notNull(),
  alone: boolean("alone").notNull().default(false),
});
