import { bigint, boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const bundles = pgTable("bundles", {
  ...tenant(),
  reference: text("reference").notNull(),
  purpose: text("purpose").notNull(),
  title: text("title").notNull(),
  bodyId: uuid("body_id"),
  recipient: text("recipient").notNull(),
  marking: text("marking").notNull(),
  periodFrom: date("period_from", { mode: "string" }).notNull(),
  periodTo: date("period_to", { mode: "string" }).notNull(),
  framework: text("framework").notNull(),
  sections: text("sections").array().notNull(),
  state: text("state").notNull().default("draft"),
  snapshotAt: instant("snapshot_at"),
  contentSha256: text("content_sha256"),
  textsSha256: text("texts_sha256"),
  issue: integer("issue").notNull().default(1),
  supersedesId: uuid("supersedes_id"),
  preparedBy: uuid("prepared_by").notNull(),
  preparedAt: instant("prepared_at").notNull(),
  preparedRole: text("prepared_role"),
  issuedBy: uuid("issued_by"),
  issuedAt: instant("issued_at"),
  issuedRole: text("issued_role"),
  alone: boolean("alone").notNull().default(false),
  endedAt: instant("ended_at"),
  endedBy: uuid("ended_by"),
  endedReason: text("ended_reason"),
  sha256: text("sha256"),
  bytes: bigint("bytes", { mode: "number" }),
  recordsFingerprint: text("records_fingerprint"),
  keyFingerprint: text("key_fingerprint"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  changedAt: instant("changed_at").notNull(),
});

export const bundleProgress = pgTable("bundle_progress", {
  ...tenant(),
  serviceIds: serviceIds(),
  step: integer("step").notNull().default(0),
  steps: integer("steps").notNull().default(0),
  words: text("words").notNull().default(""),
  fault: text("fault"),
});

export const bundleTexts = pgTable("bundle_texts", {
  ...tenant(),
  bundleId: uuid("bundle_id").notNull(),
  serviceIds: serviceIds(),
  recordId: uuid("record_id"),
  source: text("source").notNull(),
  field: text("field").notNull(),
  words: text("words").notNull(),
  kinds: text("kinds").array().notNull().default([]),
  place: integer("place").notNull().default(0),
  clearedBy: uuid("cleared_by"),
  clearedAt: instant("cleared_at"),
});

export const bundleTicks = pgTable("bundle_ticks", {
  ...tenant(),
  bundleId: uuid("bundle_id").notNull(),
  serviceIds: serviceIds(),
  textId: uuid("text_id").notNull(),
  source: text("source").notNull(),
  field: text("field").notNull(),
  words: text("words").notNull(),
  tickedBy: uuid("ticked_by").notNull(),
  tickedAt: instant("ticked_at").notNull(),
});

export const signingKeys = pgTable("signing_keys", {
  ...tenant(),
  fingerprint: text("fingerprint").notNull(),
  publicKey: text("public_key").notNull(),
  createdAt: instant("created_at").notNull(),
  retiredAt: instant("retired_at"),
});

export const bundleAcknowledgements = pgTable("bundle_acknowledgements", {
  ...tenant(),
  bundleId: uuid("bundle_id").notNull(),
  serviceIds: serviceIds(),
  grantId: uuid("grant_id").notNull(),
  at: instant("at").notNull(),
});
