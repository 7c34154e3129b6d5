import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { timelineEntries } from "#db/schema/disruptions.ts";
import type { EntryName } from "./words.ts";

/** The timeline entries that a later one corrects, as far as the scope may see them: when it was, and what they say. */
export async function entryNames(tx: Tx, scope: Context): Promise<Map<string, EntryName>> {
  const later = alias(timelineEntries, "later");
  const rows = await tx
    .select({ id: timelineEntries.id, at: timelineEntries.happenedAt, says: timelineEntries.says })
    .from(timelineEntries)
    .where(
      and(
        own(timelineEntries, scope),
        sql`exists (select 1 from ${timelineEntries} ${sql.identifier("later")} where ${and(
          eq(later.organisationId, timelineEntries.organisationId),
          eq(later.correctsId, timelineEntries.id),
        )})`,
      ),
    );
  return new Map(rows.map(({ id, at, says }) => [id, { at, says }]));
}
