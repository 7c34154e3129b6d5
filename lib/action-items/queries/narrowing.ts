import "server-only";
import { arrayContains, eq, exists, gte, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems, actionVerifications } from "#db/schema/action-items.ts";

/** Somebody other than the owner found it done since a moment. */
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

/** Actions that name a service, with those of the whole organisation unless they are left out. */
export const namesService = (service: string, wide: "no" | undefined) =>
  or(
    arrayContains(actionItems.serviceIds, [service]),
    wide === "no" ? undefined : sql`${actionItems.serviceIds} = '{}'`,
  );
