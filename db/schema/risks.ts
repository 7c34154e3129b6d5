import { sql } from "drizzle-orm";
import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

const day = (name: string) => date(name, { mode: "string" });
const product = (name: string, of = "") =>
  integer(name)
    .generatedAlwaysAs(sql.raw(`${of}likelihood * ${of}consequence`))
    .notNull();
const child = () => ({ ...tenant(), recordId: uuid("record_id").notNull(), serviceIds: serviceIds() });

export const risks = pgTable("risks", {
  ...tenant(),
  title: text("title").notNull(),
  cause: text("cause").notNull(),
  event: text("event").notNull(),
  effect: text("effect").notNull(),
  category: text("category").notNull(),
  recurs: boolean("recurs").notNull().default(false),
  state: text("state").notNull(),
  initialLikelihood: integer("initial_likelihood").notNull(),
  initialConsequence: integer("initial_consequence").notNull(),
  initialScore: product("initial_score", "initial_"),
  likelihood: integer("likelihood").notNull(),
  consequence: integer("consequence").notNull(),
  score: product("score"),
  targetLikelihood: integer("target_likelihood").notNull(),
  targetConsequence: integer("target_consequence").notNull(),
  targetScore: product("target_score", "target_"),
  orderReason: text("order_reason"),
  treatment: text("treatment").notNull(),
  treatmentPlan: text("treatment_plan"),
  reviewMonths: integer("review_months").notNull(),
  nextReviewOn: day("next_review_on").notNull(),
  provedOn: day("proved_on"),
  closedReason: text("closed_reason"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  createdAt: instant("created_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const riskScores = pgTable("risk_scores", {
  ...child(),
  kind: text("kind").notNull(),
  likelihood: integer("likelihood").notNull(),
  consequence: integer("consequence").notNull(),
  score: product("score"),
  reason: text("reason").notNull(),
  scoredBy: uuid("scored_by").notNull(),
  scoredAt: instant("scored_at").notNull(),
});

export const riskControls = pgTable("risk_controls", {
  ...child(),
  type: text("type").notNull(),
  line: text("line").notNull(),
  description: text("description").notNull(),
  createdAt: instant("created_at").notNull(),
  endedAt: instant("ended_at"),
  endedReason: text("ended_reason"),
});

export const controlProofs = pgTable("control_proofs", {
  ...child(),
  controlId: uuid("control_id").notNull(),
  found: text("found").notNull(),
  line: text("line").notNull(),
  how: text("how").notNull(),
  evidenceId: uuid("evidence_id"),
  provedOn: day("proved_on").notNull(),
  provedBy: uuid("proved_by").notNull(),
  provedRole: text("proved_role").notNull(),
  recordedAt: instant("recorded_at").notNull(),
});

export const riskAcceptances = pgTable("risk_acceptances", {
  ...child(),
  score: integer("score").notNull(),
  appetite: integer("appetite").notNull(),
  reason: text("reason").notNull(),
  decisionReference: text("decision_reference"),
  acceptedBy: uuid("accepted_by").notNull(),
  acceptedRole: text("accepted_role").notNull(),
  noSecondPerson: boolean("no_second_person").notNull().default(false),
  acceptedOn: day("accepted_on").notNull(),
  acceptedAt: instant("accepted_at").notNull(),
  expiresOn: day("expires_on").notNull(),
});

export const riskReviews = pgTable("risk_reviews", {
  ...child(),
  outcome: text("outcome").notNull(),
  note: text("note").notNull(),
  reviewedBy: uuid("reviewed_by").notNull(),
  reviewedRole: text("reviewed_role").notNull(),
  reviewedOn: day("reviewed_on").notNull(),
  reviewedAt: instant("reviewed_at").notNull(),
  nextReviewOn: day("next_review_on"),
});

export const riskAppetites = pgTable("risk_appetites", {
  ...tenant(),
  category: text("category").notNull(),
  maximum: integer("maximum").notNull(),
  decidedOn: day("decided_on").notNull(),
  decisionReference: text("decision_reference").notNull(),
  decisionId: uuid("decision_id"),
  setBy: uuid("set_by").notNull(),
  setAt: instant("set_at").notNull(),
});
