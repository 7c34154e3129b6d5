import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { own } from "#db/client.ts";
import { materials } from "#db/schema/materials.ts";
import { services } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { checkResults, materialStates } from "#lib/materials/material.ts";
import { standingSql } from "#lib/materials/queries/register.ts";
import { mostRows } from "#lib/meetings/paper.ts";
import { wordOf } from "#lib/words.ts";
import { type Desk, named } from "../desk.ts";

/** Copies that are missing, out of date or without a date stamp, worst first. */
export async function listNotInDate(desk: Desk) {
  const stand = standingSql(desk.tx.now);
  const rows = await desk.tx
    .select({
      id: materials.id,
      reference: records.reference,
      title: records.title,
      place: materials.place,
      service: services.name,
      state: materials.state,
      contentAsOf: materials.contentAsOf,
      printedAt: materials.printedAt,
      useUntil: materials.useUntil,
      lastResult: materials.lastResult,
      lastCheckedAt: materials.lastCheckedAt,
    })
    .from(materials)
    .innerJoin(
      records,
      and(eq(records.organisationId, materials.organisationId), eq(records.id, materials.id), own(records, desk.actor)),
    )
    .innerJoin(
      services,
      and(
        eq(services.organisationId, materials.organisationId),
        eq(services.id, materials.serviceId),
        own(services, desk.actor),
      ),
    )
    .where(
      own(
        materials,
        desk.actor,
        named(desk, materials.serviceIds),
        sql`${stand} in ('missing', 'no-date-stamp', 'out-of-date')`,
      ),
    )
    .orderBy(
      sql`array_position(array['missing', 'out-of-date', 'no-date-stamp'], ${stand})`,
      asc(services.name),
      asc(materials.shelf),
      asc(materials.id),
    )
    .limit(mostRows);
  return rows.map((row) => ({
    ...row,
    state: wordOf(materialStates, row.state),
    lastResult: wordOf(checkResults, row.lastResult),
  }));
}
