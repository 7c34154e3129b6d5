import { sql } from "drizzle-orm";
import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

const day = (name: string) => date(name, { mode: "string" });

export const meetingDecisions = pgTable("meeting_decisions", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id").notNull(),
  position: integer("position").notNull(),
  question: text("question").notNull(),
  recommendation: text("recommendation"),
  asks: text("asks").notNull(),
  aboutId: uuid("about_id"),
  limitCategory: text("limit_category"),
  limitValue: integer("limit_value"),
  answersId: uuid("answers_id"),
  outcome: text("outcome"),
  because: text("because"),
  deferUntil: day("defer_until"),
  expiresOn: day("expires_on"),
  escalatedToId: uuid("escalated_to_id"),
  decidedBy: uuid("decided_by"),
  decidedRole: text("decided_role"),
  decidedAt: instant("decided_at"),
  serviceIds: serviceIds(),
});

export const decisionEffects = pgTable("decision_effects", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  decisionId: uuid("decision_id").notNull(),
  verb: text("verb").notNull(),
  resultId: uuid("result_id"),
  doneBy: uuid("done_by").notNull(),
  doneRole: text("done_role").notNull(),
  doneAt: instant("done_at").notNull(),
  serviceIds: serviceIds(),
});

export const meetingVotes = pgTable("meeting_votes", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  decisionId: uuid("decision_id").notNull(),
  personId: uuid("person_id").notNull(),
  vote: text("vote").notNull(),
  notedBy: uuid("noted_by").notNull(),
  notedAt: instant("noted_at").notNull(),
  serviceIds: serviceIds(),
});

export const minuteBlocks = pgTable("minute_blocks", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id").notNull(),
  position: integer("position").notNull(),
  kind: text("kind").notNull(),
  words: text("words").notNull(),
  decisionId: uuid("decision_id"),
  actionId: uuid("action_id"),
  differsFromId: uuid("differs_from_id"),
  ownWords: boolean("own_words").notNull().default(false),
  writtenBy: uuid("written_by").notNull(),
  writtenRole: text("written_role").notNull(),
  writtenAt: instant("written_at").notNull(),
  changedAt: instant("changed_at").notNull(),
  removedAt: instant("removed_at"),
  serviceIds: serviceIds(),
});

export const minuteMentions = pgTable("minute_mentions", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  blockId: uuid("block_id").notNull(),
  mentionedId: uuid("mentioned_id").notNull(),
  serviceIds: serviceIds(),
});

export const minuteDrafts = pgTable("minute_drafts", {
  ...tenant(),
  personId: uuid("person_id").notNull(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id").notNull(),
  field: text("field").notNull(),
  words: text("words").notNull(),
  savedAt: instant("saved_at").notNull(),
});

export const meetingSignatures = pgTable("meeting_signatures", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  post: text("post").notNull(),
  role: text("role").notNull(),
  quorate: boolean("quorate").notNull(),
  reason: text("reason"),
  content: text("content").notNull(),
  sha256: text("sha256").generatedAlwaysAs(sql`guard.text_sha256(content)`).notNull(),
  alone: boolean("alone").notNull().default(false),
  signedBy: uuid("signed_by").notNull(),
  signedAt: instant("signed_at").notNull(),
  serviceIds: serviceIds(),
});

export const meetingAddenda = pgTable("meeting_addenda", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id"),
  words: text("words").notNull(),
  writtenBy: uuid("written_by").notNull(),
  writtenRole: text("written_role").notNull(),
  writtenAt: instant("written_at").notNull(),
  serviceIds: serviceIds(),
});

export const meetingEscalations = pgTable("meeting_escalations", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id").notNull(),
  decisionId: uuid("decision_id").notNull(),
  toCommitteeId: uuid("to_committee_id").notNull(),
  toName: text("to_name").notNull(),
  words: text("words").notNull(),
  aboutId: uuid("about_id"),
  escalatedBy: uuid("escalated_by").notNull(),
  escalatedRole: text("escalated_role").notNull(),
  escalatedAt: instant("escalated_at").notNull(),
  takenRecordId: uuid("taken_record_id"),
  takenAt: instant("taken_at"),
  answerOutcome: text("answer_outcome"),
  answerWords: text("answer_words"),
  answeredAt: instant("answered_at"),
  serviceIds: serviceIds(),
});

export const minuteExtracts = pgTable("minute_extracts", {
  ...tenant(),
  meetingId: uuid("meeting_id").notNull(),
  blockId: uuid("block_id").notNull(),
  meetingReference: text("meeting_reference").notNull(),
  committee: text("committee").notNull(),
  heldAt: instant("held_at").notNull(),
  itemPosition: integer("item_position").notNull(),
  item: text("item").notNull(),
  kind: text("kind").notNull(),
  number: text("number").notNull(),
  words: text("words").notNull(),
  outcome: text("outcome"),
  facts: text("facts"),
  because: text("because"),
  addenda: text("addenda"),
  signedPost: text("signed_post").notNull(),
  signedAt: instant("signed_at").notNull(),
  signedAlone: boolean("signed_alone").notNull(),
  quorate: boolean("quorate").notNull(),
  signedSha256: text("signed_sha256").notNull(),
  state: text("state").notNull().default("marked"),
  markedBy: uuid("marked_by").notNull(),
  markedRole: text("marked_role").notNull(),
  markedAt: instant("marked_at").notNull(),
  withdrawnBy: uuid("withdrawn_by"),
  withdrawnRole: text("withdrawn_role"),
  withdrawnAt: instant("withdrawn_at"),
  withdrawnReason: text("withdrawn_reason"),
  changedAt: instant("changed_at").notNull(),
  serviceIds: uuid("service_ids").array().notNull(),
});
