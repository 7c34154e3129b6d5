import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const materials = pgTable("materials", {
  ...tenant(),
  kind: text("kind").notNull(),
  serviceId: uuid("service_id").notNull(),
  siteId: uuid("site_id"),
  place: text("place").notNull(),
  shelf: text("shelf").notNull(),
  copyNumber: integer("copy_number").notNull().default(1),
  copies: integer("copies").notNull().default(1),
  showsPriorities: boolean("shows_priorities"),
  contentAsOf: instant("content_as_of"),
  printedAt: instant("printed_at"),
  useUntil: instant("use_until"),
  state: text("state").notNull().default("draft"),
  endedReason: text("ended_reason"),
  lastResult: text("last_result"),
  lastCheckedAt: instant("last_checked_at"),
  lastRole: text("last_role"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  createdAt: instant("created_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const materialStamps = pgTable("material_stamps", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  contentAsOf: instant("content_as_of").notNull(),
  printedAt: instant("printed_at").notNull(),
  useUntil: instant("use_until").notNull(),
  stampedBy: uuid("stamped_by").notNull(),
  role: text("role").notNull(),
  stampedAt: instant("stamped_at").notNull(),
});

export const materialChecks = pgTable("material_checks", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  result: text("result").notNull(),
  note: text("note"),
  checkedBy: uuid("checked_by").notNull(),
  role: text("role").notNull(),
  checkedAt: instant("checked_at").notNull(),
});

export const materialKnowledge = pgTable("material_knowledge", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  knowing: integer("knowing").notNull(),
  asked: integer("asked").notNull(),
  method: text("method").notNull(),
  shownOn: date("shown_on", { mode: "string" }).notNull(),
  notedBy: uuid("noted_by").notNull(),
  role: text("role").notNull(),
  notedAt: instant("noted_at").notNull(),
});
