import { bigint, boolean, customType, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, serviceIds } from "./columns.ts";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

export const trailHeads = pgTable("trail_heads", {
  organisationId: uuid("organisation_id").notNull(),
  number: bigint("number", { mode: "number" }).notNull(),
  hash: bytea("hash").notNull(),
});

export const trailEntries = pgTable("trail_entries", {
  organisationId: uuid("organisation_id").notNull(),
  number: bigint("number", { mode: "number" }).notNull(),
  at: instant("at").notNull(),
  actorId: uuid("actor_id").notNull(),
  verb: text("verb").notNull(),
  tableName: text("table_name").notNull(),
  rowId: uuid("row_id").notNull(),
  recordId: uuid("record_id"),
  serviceIds: serviceIds(),
  sample: boolean("sample").notNull(),
  commitment: bytea("commitment").notNull(),
  previousHash: bytea("previous_hash").notNull(),
  hash: bytea("hash").notNull(),
});

export const trailTexts = pgTable("trail_texts", {
  organisationId: uuid("organisation_id").notNull(),
  number: bigint("number", { mode: "number" }).notNull(),
  before: text("before"),
  after: text("after"),
  erasedAt: instant("erased_at"),
  erasedReason: text("erased_reason"),
});
