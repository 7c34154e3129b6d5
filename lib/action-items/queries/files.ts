import "server-only";
import { count, eq, isNull, lte, notExists, or, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionCompletions, actionItems } from "#db/schema/action-items.ts";
import { attachments } from "#db/schema/records.ts";

/**
 * Files beside what completions named, as the last verifier could see them: one whose completion was sent back shows
 * nothing of what came after, and one that was added after the second look was looked at by nobody.
 */
export const files = (tx: Tx, actor: Context) =>
  sql<number>`${tx
    .select({ rows: count() })
    .from(attachments)
    .where(
      own(
        attachments,
        actor,
        eq(attachments.recordId, actionItems.id),
        or(isNull(actionItems.verifiedAt), lte(attachments.addedAt, actionItems.verifiedAt)),
        notExists(
          tx
            .select({ id: actionCompletions.id })
            .from(actionCompletions)
            .where(
              own(
                actionCompletions,
                actor,
                eq(actionCompletions.recordId, actionItems.id),
                eq(actionCompletions.attachmentId, attachments.id),
              ),
            ),
        ),
      ),
    )}`
    .mapWith(Number)
    .as("files");
