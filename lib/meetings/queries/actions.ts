import "server-only";
import { and, asc, eq, gte, inArray, min, or } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { meetings } from "#db/schema/meetings.ts";
import { minuteBlocks } from "#db/schema/minutes.ts";
import { recordLinks, records } from "#db/schema/records.ts";
import { openActionStates } from "#lib/records/action-states.ts";
import type { Dated } from "../meeting.ts";
import { heldAtOf, heldBefore } from "./held.ts";

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

/** What a committee's meetings raised, and when the first of them that did was held: the one rule for whose an action is. */
export function raisedByMeetings(tx: Tx, actor: Context, of: { committeeId: string; before?: Dated }) {
  return tx
    .select({
      id: recordLinks.toId,
      from: min(heldAtOf).mapWith(meetings.startsAt).as("raised_from"),
    })
    .from(meetings)
    .innerJoin(
      recordLinks,
      and(
        eq(recordLinks.organisationId, meetings.organisationId),
        eq(recordLinks.fromId, meetings.id),
        own(recordLinks, actor, eq(recordLinks.kind, "raised")),
      ),
    )
    .where(
      own(meetings, actor, eq(meetings.committeeId, of.committeeId), of.before ? heldBefore(of.before) : undefined),
    )
    .groupBy(recordLinks.toId)
    .as("raised");
}

/**
 * Matters arising: what earlier meetings of the committee asked for and is still open, or was closed since the last one.
 * Counted each time; nothing is copied from one meeting to the next.
 */
export function listMattersArising(
  tx: Tx,
  actor: Context,
  meeting: { committeeId: string } & Dated,
  since: Date | undefined,
) {
  const raised = raisedByMeetings(tx, actor, { committeeId: meeting.committeeId, before: meeting });
  return tx
    .select({ ...columns, from: raised.from })
    .from(actionItems)
    .innerJoin(raised, eq(raised.id, actionItems.id))
    .innerJoin(records, recordOf(actor))
    .where(
      own(
        actionItems,
        actor,
        or(
          inArray(actionItems.state, openActionStates),
          since
            ? and(inArray(actionItems.state, ["verified", "effective"]), gte(actionItems.changedAt, since))
            : undefined,
        ),
      ),
    )
    .orderBy(asc(actionItems.dueOn), asc(records.reference))
    .limit(60);
}
