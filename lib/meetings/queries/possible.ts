import "server-only";
import { and, eq, gt, inArray, ne, notExists, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees, meetings } from "#db/schema/meetings.ts";
import { meetingDecisions } from "#db/schema/minutes.ts";
import { records } from "#db/schema/records.ts";
import { londonDay } from "#lib/dates.ts";

const about = alias(records, "about");
const later = alias(meetingDecisions, "later");
const laterMeetings = alias(meetings, "later_meetings");
const laterCommittees = alias(committees, "later_committees");

/**
 * Of decisions with their committee, those that somebody may still carry out, as far as meetings and records know: not
 * those whose record is over, whose last day has come, or about which the board has decided again.
 */
export function stillPossible(tx: Tx, actor: Context) {
  const over = tx
    .select({ id: about.id })
    .from(about)
    .where(own(about, actor, eq(about.id, meetingDecisions.aboutId), inArray(about.state, ["closed", "cancelled"])));
  const again = tx
    .select({ id: later.id })
    .from(later)
    .innerJoin(laterMeetings, own(laterMeetings, actor, eq(laterMeetings.id, later.recordId)))
    .innerJoin(laterCommittees, own(laterCommittees, actor, eq(laterCommittees.id, laterMeetings.committeeId)))
    .where(
      own(
        later,
        actor,
        eq(later.aboutId, meetingDecisions.aboutId),
        gt(later.decidedAt, meetingDecisions.decidedAt),
        eq(laterCommittees.kind, "board"),
      ),
    );
  const stands = or(ne(committees.kind, "board"), notExists(again));
  return and(
    notExists(over),
    or(ne(meetingDecisions.outcome, "accept-risk"), and(gt(meetingDecisions.expiresOn, londonDay(tx.now)), stands)),
  );
}
