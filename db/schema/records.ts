import { bigint, boolean, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const records = pgTable("records", {
  ...tenant(),
  kind: text("kind").notNull(),
  reference: text("reference").notNull(),
  title: text("title").notNull(),
  state: text("state").notNull(),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  changedAt: instant("changed_at").notNull(),
});

export const recordServices = pgTable("record_services", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceId: uuid("service_id").notNull(),
});

export const recordLinks = pgTable("record_links", {
  ...tenant(),
  fromId: uuid("from_id").notNull(),
  toId: uuid("to_id").notNull(),
  kind: text("kind").notNull(),
  serviceIds: serviceIds(),
  note: text("note"),
  createdAt: instant("created_at").notNull(),
});

export const attachments = pgTable("attachments", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  name: text("name").notNull(),
  mediaType: text("media_type").notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  sha256: text("sha256").notNull(),
  locationTags: boolean("location_tags").notNull().default(false),
  authorTags: boolean("author_tags").notNull().default(false),
  note: text("note"),
  addedBy: uuid("added_by").notNull(),
  addedAt: instant("added_at").notNull(),
  addedAfter: text("added_after"),
});

export const personalDataChoices = pgTable("personal_data_choices", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  serviceIds: serviceIds(),
  field: text("field").notNull(),
  kinds: text("kinds").array().notNull(),
  choice: text("choice").notNull(),
  reason: text("reason"),
  personId: uuid("person_id").notNull(),
  at: instant("at").notNull(),
});

export const savedViews = pgTable("saved_views", {
  ...tenant(),
  personId: uuid("person_id").notNull(),
  room: text("room").notNull(),
  name: text("name").notNull(),
  query: text("query").notNull(),
});

export const referenceCounters = pgTable("reference_counters", {
  ...tenant(),
  prefix: text("prefix").notNull(),
  year: integer("year").notNull().default(0),
  last: integer("last").notNull().default(0),
});
