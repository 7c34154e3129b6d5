import { date, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

/** The same for everyone: versioned, loaded from db/reference, never edited. */
export const referenceLists = pgTable("reference_lists", {
  name: text("name").notNull(),
  version: integer("version").notNull(),
  asOf: date("as_of", { mode: "string" }).notNull(),
  sha256: text("sha256").notNull(),
  content: jsonb("content").notNull(),
});

export const evidenceLinks = pgTable("evidence_links", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  frameworkId: text("framework_id").notNull(),
  listVersion: integer("list_version").notNull(),
  statementId: text("statement_id").notNull(),
  category: text("category").notNull(),
  datedOn: date("dated_on", { mode: "string" }),
  note: text("note"),
  linkedBy: uuid("linked_by").notNull(),
  linkedAt: instant("linked_at").notNull(),
  endedAt: instant("ended_at"),
  endedBy: uuid("ended_by"),
  endedReason: text("ended_reason"),
});
