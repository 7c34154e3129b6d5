import { boolean, date, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds, tenant } from "./columns.ts";

export const systems = pgTable("systems", {
  ...tenant(),
  name: text("name").notNull(),
  category: text("category").notNull(),
  tier: integer("tier").notNull(),
  hosting: text("hosting").notNull(),
  supplier: text("supplier"),
  objectiveMinutes: integer("objective_minutes"),
  tolerableMinutes: integer("tolerable_minutes"),
  careReason: text("care_reason"),
  analogue: boolean("analogue").notNull().default(false),
  analogueEndsOn: date("analogue_ends_on", { mode: "string" }),
  state: text("state").notNull().default("in-use"),
  retiredReason: text("retired_reason"),
  serviceIds: serviceIds(),
  ownerId: uuid("owner_id"),
  createdAt: instant("created_at").notNull(),
  changedAt: instant("changed_at").notNull(),
});
