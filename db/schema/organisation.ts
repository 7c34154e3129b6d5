import { bigint, boolean, date, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenant } from "./columns.ts";

export const organisations = pgTable("organisations", {
  ...tenant(),
  name: text("name").notNull(),
  sample: boolean("sample").notNull().default(false),
  singlePerson: boolean("single_person").notNull().default(false),
  createdAt: instant("created_at").notNull(),
});

export const people = pgTable("people", {
  ...tenant(),
  accountId: uuid("account_id").notNull(),
  name: text("name").notNull(),
  email: text("email").notNull(),
  disabledAt: instant("disabled_at"),
  createdAt: instant("created_at").notNull(),
});

export const legalProviders = pgTable("legal_providers", {
  ...tenant(),
  name: text("name").notNull(),
  cqcProviderId: text("cqc_provider_id"),
});

export const services = pgTable("services", {
  ...tenant(),
  name: text("name").notNull(),
  types: text("types").array().notNull().default([]),
  cqcLocationId: text("cqc_location_id"),
  odsCode: text("ods_code"),
  legalProviderId: uuid("legal_provider_id"),
  managerId: uuid("manager_id"),
  address: text("address"),
  postcode: text("postcode"),
  localAuthority: text("local_authority"),
  beds: integer("beds"),
  peopleSupported: integer("people_supported"),
  closedOn: date("closed_on", { mode: "string" }),
});

export const sites = pgTable("sites", {
  ...tenant(),
  serviceId: uuid("service_id").notNull(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  closedOn: date("closed_on", { mode: "string" }),
});

export const memberships = pgTable("memberships", {
  ...tenant(),
  personId: uuid("person_id").notNull(),
  role: text("role").notNull(),
  title: text("title"),
  allServices: boolean("all_services").notNull().default(false),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at"),
});

export const membershipServices = pgTable("membership_services", {
  ...tenant(),
  membershipId: uuid("membership_id").notNull(),
  serviceId: uuid("service_id").notNull(),
  endedAt: instant("ended_at"),
});

export const commissionerBodies = pgTable("commissioner_bodies", {
  ...tenant(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
});

export const commissioningLinks = pgTable("commissioning_links", {
  ...tenant(),
  bodyId: uuid("body_id").notNull(),
  serviceId: uuid("service_id").notNull(),
  contractReference: text("contract_reference"),
  noticeHours: integer("notice_hours"),
  startsOn: date("starts_on", { mode: "string" }),
  endsOn: date("ends_on", { mode: "string" }),
});

export const serviceImports = pgTable("service_imports", {
  ...tenant(),
  personId: uuid("person_id").notNull(),
  fileName: text("file_name").notNull(),
  bytes: bigint("bytes", { mode: "number" }).notNull(),
  sha256: text("sha256").notNull(),
  header: text("header").array().notNull(),
  rowCount: integer("row_count").notNull(),
  mapping: jsonb("mapping"),
  providers: text("providers").array().notNull().default([]),
  state: text("state").notNull().default("open"),
  uploadedAt: instant("uploaded_at").notNull(),
  endedAt: instant("ended_at"),
  created: integer("created"),
  updated: integer("updated"),
  unchanged: integer("unchanged"),
  leftOut: integer("left_out"),
});
