import { sql } from "drizzle-orm";
import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

const day = (name: string) => date(name, { mode: "string" });

export const committees = pgTable("committees", {
  ...tenant(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  terms: text("terms").notNull(),
  quorum: integer("quorum").notNull(),
  cadence: text("cadence").notNull(),
  firstOn: day("first_on").notNull(),
  startMinute: integer("start_minute").notNull(),
  lengthMinutes: integer("length_minutes").notNull(),
  place: text("place").notNull(),
  marking: text("marking").notNull(),
  reportsToId: uuid("reports_to_id"),
  state: text("state").notNull().default("active"),
  closedReason: text("closed_reason"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  createdAt: instant("created_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const committeeMembers = pgTable("committee_members", {
  ...tenant(),
  committeeId: uuid("committee_id").notNull(),
  personId: uuid("person_id").notNull(),
  post: text("post").notNull(),
  fromOn: day("from_on").notNull(),
  untilOn: day("until_on"),
  serviceIds: serviceIds(),
});

export const committeeItems = pgTable("committee_items", {
  ...tenant(),
  committeeId: uuid("committee_id").notNull(),
  position: integer("position").notNull(),
  title: text("title").notNull(),
  section: text("section"),
  minutes: integer("minutes").notNull(),
  presenter: text("presenter"),
  serviceIds: serviceIds(),
});

export const meetings = pgTable("meetings", {
  ...tenant(),
  committeeId: uuid("committee_id").notNull(),
  title: text("title").notNull(),
  originalOn: day("original_on").notNull(),
  startsAt: instant("starts_at").notNull(),
  lengthMinutes: integer("length_minutes").notNull(),
  place: text("place").notNull(),
  marking: text("marking").notNull(),
  quorum: integer("quorum").notNull(),
  state: text("state").notNull().default("planned"),
  touched: boolean("touched").notNull().default(false),
  cutOff: instant("cut_off"),
  publishedAt: instant("published_at"),
  publishedBy: uuid("published_by"),
  papersSha256: text("papers_sha256"),
  beganAt: instant("began_at"),
  endedAt: instant("ended_at"),
  beginRecordedAt: instant("begin_recorded_at"),
  endRecordedAt: instant("end_recorded_at"),
  currentItemId: uuid("current_item_id"),
  assurance: text("assurance"),
  assuranceReason: text("assurance_reason"),
  sentAt: instant("sent_at"),
  sentBy: uuid("sent_by"),
  returnedAt: instant("returned_at"),
  returnedBy: uuid("returned_by"),
  returnedReason: text("returned_reason"),
  cancelledReason: text("cancelled_reason"),
  movedReason: text("moved_reason"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  createdAt: instant("created_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});

export const meetingItems = pgTable("meeting_items", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  position: integer("position").notNull(),
  title: text("title").notNull(),
  section: text("section"),
  minutes: integer("minutes").notNull(),
  presenter: text("presenter"),
  openedAt: instant("opened_at"),
  serviceIds: serviceIds(),
});

export const meetingSnapshots = pgTable("meeting_snapshots", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id"),
  occasion: text("occasion").notNull(),
  section: text("section").notNull(),
  asAt: instant("as_at").notNull(),
  content: text("content").notNull(),
  sha256: text("sha256").generatedAlwaysAs(sql`guard.text_sha256(content)`).notNull(),
  takenBy: uuid("taken_by").notNull(),
  takenAt: instant("taken_at").notNull(),
  serviceIds: serviceIds(),
});

export const meetingAttendance = pgTable("meeting_attendance", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  personId: uuid("person_id").notNull(),
  post: text("post").notNull(),
  presence: text("presence").notNull(),
  cameAt: instant("came_at"),
  leftAt: instant("left_at"),
  notedBy: uuid("noted_by").notNull(),
  notedAt: instant("noted_at").notNull(),
  serviceIds: serviceIds(),
});

export const meetingInterests = pgTable("meeting_interests", {
  ...tenant(),
  recordId: uuid("record_id").notNull(),
  itemId: uuid("item_id"),
  personId: uuid("person_id").notNull(),
  words: text("words").notNull(),
  takingPart: text("taking_part").notNull(),
  notedBy: uuid("noted_by").notNull(),
  notedAt: instant("noted_at").notNull(),
  serviceIds: serviceIds(),
});
