import "server-only";
import { arrayContains, eq, exists, gte, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems, actionVerifications } from "#db/schema/action-items.ts";

/** It was found done since a moment. */
export const verifiedSince = (tx: Tx, actor: Context, since: Date) =>
  exists(
    tx
      .select({ one: sql`1` })
      .from(actionVerifications)
      .where(
        own(
          actionVerifications,
          actor,
          eq(actionVerifications.recordId, actionItems.id),
          eq(actionVerifications.outcome, "confirmed"),
          gte(actionVerifications.at, since),
        ),
      ),
  );

/** Found done by who owned it or had done it, because nobody else could; asked of the look that stands. */
export const verifiedAlone = (tx: Tx, actor: Context) =>
  sql<boolean>`${exists(
    tx
      .select({ one: sql`1` })
      .from(actionVerifications)
      .where(
        own(
          actionVerifications,
          actor,
          eq(actionVerifications.recordId, actionItems.id),
          eq(actionVerifications.outcome, "confirmed"),
          eq(actionVerifications.at, actionItems.verifiedAt),
          eq(actionVerifications.alone, true),
        ),
      ),
  )}`.as("verified_alone");

/** Actions that name a service, with those of the whole organisation unless they are left out. */
export const namesService = (service: string, wide: "no" | undefined) =>
  or(
    arrayContains(actionItems.serviceIds, [service]),
    wide === "no" ? undefined : sql`${actionItems.serviceIds} = '{}'`,
  );
