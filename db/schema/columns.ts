import { integer, timestamp, uuid } from "drizzle-orm/pg-core";

/** The columns every tenant table begins with. */
export const tenant = () => ({
  organisationId: uuid("organisation_id").notNull(),
  id: uuid("id").notNull(),
  version: integer("version").notNull().default(1),
});

export const serviceIds = () => uuid("service_ids").array().notNull().default([]);

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
