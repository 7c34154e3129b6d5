import "server-only";
import { and, asc, eq, gte, inArray, lt, or } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { meetings } from "#db/schema/meetings.ts";
import { minuteBlocks } from "#db/schema/minutes.ts";
import { records } from "#db/schema/records.ts";

const columns = {
  id: actionItems.id,
  reference: records.reference,
  title: actionItems.title,
  state: actionItems.state,
  ownerId: actionItems.ownerId,
  dueOn: actionItems.dueOn,
  proof: actionItems.proof,
  effectDueOn: actionItems.effectDueOn,
  changedAt: actionItems.changedAt,
};

const recordOf = (actor: Context) =>
  and(eq(records.organisationId, actionItems.organisationId), eq(records.id, actionItems.id), own(records, actor));

/** The actions that were minuted in a meeting, with where they stand now. */
export function listMinutedActions(tx: Tx, actor: Context, meetingId: string) {
  return tx
    .select({ ...columns, itemId: minuteBlocks.itemId, blockId: minuteBlocks.id })
    .from(minuteBlocks)
    .innerJoin(
      actionItems,
      and(
        eq(actionItems.organisationId, minuteBlocks.organisationId),
        eq(actionItems.id, minuteBlocks.actionId),
        own(actionItems, actor),
      ),
    )
    .innerJoin(records, recordOf(actor))
    .where(own(minuteBlocks, actor, eq(minuteBlocks.recordId, meetingId)))
    .orderBy(asc(records.reference));
}

const open = ["open", "in-progress", "blocked", "completed", "not-effective"] as const;

/**
 * Matters arising: what earlier meetings of the committee asked for and is still open, or was closed since the last one.
 * Counted each time; nothing is copied from one meeting to the next.
 */
export function listMattersArising(
  tx: Tx,
  actor: Context,
  meeting: { committeeId: string; startsAt: Date },
  since: Date | undefined,
) {
  return tx
    .select({ ...columns, from: meetings.startsAt })
    .from(actionItems)
    .innerJoin(
      meetings,
      and(
        eq(meetings.organisationId, actionItems.organisationId),
        eq(meetings.id, actionItems.sourceId),
        own(meetings, actor),
      ),
    )
    .innerJoin(records, recordOf(actor))
    .where(
      own(
        actionItems,
        actor,
        and(
          eq(meetings.committeeId, meeting.committeeId),
          lt(meetings.startsAt, meeting.startsAt),
          or(
            inArray(actionItems.state, [...open]),
            since
              ? and(inArray(actionItems.state, ["verified", "effective"]), gte(actionItems.changedAt, since))
              : undefined,
          ),
        ),
      ),
    )
    .orderBy(asc(actionItems.dueOn), asc(records.reference))
    .limit(60);
}
