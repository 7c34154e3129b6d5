import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const outsideGrants = pgTable("outside_grants", {
  ...tenant(),
  kind: text("kind").notNull(),
  accountId: uuid("account_id").notNull(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  bodyId: uuid("body_id"),
  sections: text("sections").array().notNull().default([]),
  purpose: text("purpose").notNull(),
  periodFrom: instant("period_from"),
  periodTo: instant("period_to"),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  endedAt: instant("ended_at"),
  endedReason: text("ended_reason"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id").notNull(),
  createdAt: instant("created_at").notNull(),
});

export const grantServices = pgTable("grant_services", {
  ...tenant(),
  grantId: uuid("grant_id").notNull(),
  serviceId: uuid("service_id").notNull(),
});

export const accessEvents = pgTable("access_events", {
  ...tenant(),
  grantId: uuid("grant_id").notNull(),
  serviceIds: serviceIds(),
  at: instant("at").notNull(),
  kind: text("kind").notNull(),
  what: text("what").notNull(),
  recordId: uuid("record_id"),
});

export const requests = pgTable("requests", {
  ...tenant(),
  reference: text("reference").notNull(),
  grantId: uuid("grant_id").notNull(),
  what: text("what").notNull(),
  state: text("state").notNull().default("open"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  askedAt: instant("asked_at").notNull(),
  closedAt: instant("closed_at"),
});

export const requestReplies = pgTable("request_replies", {
  ...tenant(),
  requestId: uuid("request_id").notNull(),
  grantId: uuid("grant_id").notNull(),
  serviceIds: serviceIds(),
  kind: text("kind").notNull(),
  words: text("words"),
  recordId: uuid("record_id"),
  repliedBy: uuid("replied_by").notNull(),
  at: instant("at").notNull(),
});
