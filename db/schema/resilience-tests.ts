import { sql } from "drizzle-orm";
import { boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const resilienceTests = pgTable("resilience_tests", {
  ...tenant(),
  title: text("title").notNull(),
  aim: text("aim").notNull(),
  scenario: text("scenario").notNull(),
  kind: text("kind").notNull(),
  notice: text("notice").notNull(),
  shift: text("shift").notNull(),
  scope: text("scope").notNull(),
  state: text("state").notNull().default("planned"),
  plannedFor: instant("planned_for").notNull(),
  heldFrom: instant("held_from"),
  heldTo: instant("held_to"),
  heldBy: uuid("held_by"),
  heldReason: text("held_reason"),
  boardPresent: boolean("board_present"),
  systemId: uuid("system_id"),
  targetMinutes: integer("target_minutes"),
  measuredMinutes: integer("measured_minutes"),
  materialKinds: text("material_kinds").array().notNull().default([]),
  facilitatorId: uuid("facilitator_id").notNull(),
  evaluatorId: uuid("evaluator_id").notNull(),
  evaluatedAlone: boolean("evaluated_alone").notNull().default(false),
  objectives: integer("objectives").notNull().default(0),
  met: integer("met").notNull().default(0),
  partlyMet: integer("partly_met").notNull().default(0),
  notMet: integer("not_met").notNull().default(0),
  notTested: integer("not_tested").notNull().default(0),
  resultRank: integer("result_rank").notNull().generatedAlwaysAs(sql`0`),
  answer: text("answer"),
  answerDetail: text("answer_detail"),
  reportedBy: uuid("reported_by"),
  reportedRole: text("reported_role"),
  reportedAt: instant("reported_at"),
  approvedBy: uuid("approved_by"),
  approvedRole: text("approved_role"),
  approvedAt: instant("approved_at"),
  approvedAlone: boolean("approved_alone").notNull().default(false),
  cancelledReason: text("cancelled_reason"),
  plannedBy: uuid("planned_by").notNull(),
  plannedAt: instant("planned_at").notNull(),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  changedAt: instant("changed_at").notNull(),
});

const ofTest = () => ({
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  heldAt: instant("held_at"),
});

export const testObjectives = pgTable("test_objectives", {
  ...ofTest(),
  number: integer("number").notNull(),
  says: text("says").notNull(),
  measure: text("measure"),
  targetMinutes: integer("target_minutes"),
  targetWords: text("target_words"),
  result: text("result"),
  actualMinutes: integer("actual_minutes"),
  actualWords: text("actual_words"),
  note: text("note"),
  ownerId: uuid("owner_id"),
  setAt: instant("set_at").notNull(),
  scoredBy: uuid("scored_by"),
  scoredRole: text("scored_role"),
  scoredAt: instant("scored_at"),
});

export const testParticipants = pgTable("test_participants", {
  ...ofTest(),
  who: text("who").notNull(),
  shift: text("shift").notNull(),
  tookPart: integer("took_part").notNull(),
  expected: integer("expected"),
  notedAt: instant("noted_at").notNull(),
});

export const testEvents = pgTable("test_events", {
  ...ofTest(),
  at: instant("at").notNull(),
  kind: text("kind").notNull(),
  says: text("says").notNull(),
  writtenBy: uuid("written_by").notNull(),
  role: text("role").notNull(),
  writtenAt: instant("written_at").notNull(),
});

export const testFindings = pgTable("test_findings", {
  ...ofTest(),
  number: integer("number").notNull(),
  says: text("says").notNull(),
  objectiveId: uuid("objective_id"),
  actionId: uuid("action_id"),
  foundBy: uuid("found_by").notNull(),
  role: text("role").notNull(),
  foundAt: instant("found_at").notNull(),
});
