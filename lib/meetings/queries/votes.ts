import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { meetingAttendance, meetingInterests, meetings } from "#db/schema/meetings.ts";
import { decisionEffects, meetingDecisions, meetingVotes } from "#db/schema/minutes.ts";
import { people } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { roleIds } from "#lib/access/roles.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { effectVerbs, votes } from "../minute.ts";

export const listVotes = (tx: Tx, actor: Context, meetingId: string) => votesOf(tx, actor, [meetingId]);

/** The votes of some meetings. */
export async function votesOf(tx: Tx, actor: Context, meetingIds: readonly string[]) {
  const found = await tx
    .select({
      decisionId: meetingVotes.decisionId,
      personId: meetingVotes.personId,
      vote: meetingVotes.vote,
      notedBy: meetingVotes.notedBy,
      version: meetingVotes.version,
    })
    .from(meetingVotes)
    .where(
      own(
        meetingVotes,
        actor,
        and(among(meetingVotes.recordId, meetingIds), notExists(keptOut(tx, actor)), notExists(wasAway(tx, actor))),
      ),
    )
    .orderBy(asc(meetingVotes.notedAt), asc(meetingVotes.id));
  return found.map((row) => ({ ...row, vote: wordOf(votes, row.vote) }));
}

/** The interest that keeps the voter out of the question's item; a vote given before it was declared does not count. */
function keptOut(tx: Tx, actor: Context) {
  return tx
    .select({ id: meetingInterests.id })
    .from(meetingInterests)
    .innerJoin(meetingDecisions, and(own(meetingDecisions, actor), eq(meetingDecisions.id, meetingVotes.decisionId)))
    .where(
      own(
        meetingInterests,
        actor,
        and(
          eq(meetingInterests.recordId, meetingVotes.recordId),
          eq(meetingInterests.personId, meetingVotes.personId),
          ne(meetingInterests.takingPart, "stays"),
          or(isNull(meetingInterests.itemId), eq(meetingInterests.itemId, meetingDecisions.itemId)),
          notExists(declaredAgain(tx, actor)),
        ),
      ),
    );
}

const later = alias(meetingInterests, "later");
/** A later declaration of the same person about the same item replaces the one before. */
function declaredAgain(tx: Tx, actor: Context) {
  return tx
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        eq(later.organisationId, actor.organisationId),
        eq(later.recordId, meetingInterests.recordId),
        eq(later.personId, meetingInterests.personId),
        sql`${later.itemId} is not distinct from ${meetingInterests.itemId}`,
        sql`(${later.notedAt}, ${later.id}) > (${meetingInterests.notedAt}, ${meetingInterests.id})`,
      ),
    );
}

/** The attendance by which the voter was not in the room when it was decided, whenever that was corrected. */
function wasAway(tx: Tx, actor: Context) {
  return tx
    .select({ id: meetingAttendance.id })
    .from(meetingAttendance)
    .innerJoin(meetingDecisions, and(own(meetingDecisions, actor), eq(meetingDecisions.id, meetingVotes.decisionId)))
    .innerJoin(meetings, and(own(meetings, actor), eq(meetings.id, meetingVotes.recordId)))
    .where(
      own(
        meetingAttendance,
        actor,
        and(
          eq(meetingAttendance.recordId, meetingVotes.recordId),
          eq(meetingAttendance.personId, meetingVotes.personId),
          or(
            inArray(meetingAttendance.presence, ["apologies", "absent"]),
            and(
              isNotNull(meetingDecisions.decidedAt),
              or(
                lte(meetingAttendance.leftAt, sql`least(${meetingDecisions.decidedAt}, ${meetings.endedAt})`),
                gt(meetingAttendance.cameAt, sql`least(${meetingDecisions.decidedAt}, ${meetings.endedAt})`),
              ),
            ),
          ),
        ),
      ),
    );
}

/** What decisions did in other rooms: by whom, when, and the record that came of it; none where a limit was set. */
export async function listEffects(tx: Tx, actor: Context, meetingId: string) {
  const found = await tx
    .select({
      decisionId: decisionEffects.decisionId,
      verb: decisionEffects.verb,
      resultId: decisionEffects.resultId,
      doneRole: decisionEffects.doneRole,
      doneAt: decisionEffects.doneAt,
      by: people.name,
      reference: records.reference,
      kind: records.kind,
    })
    .from(decisionEffects)
    .innerJoin(
      people,
      and(eq(people.organisationId, decisionEffects.organisationId), eq(people.id, decisionEffects.doneBy)),
    )
    .leftJoin(
      records,
      and(
        eq(records.organisationId, decisionEffects.organisationId),
        eq(records.id, decisionEffects.resultId),
        own(records, actor),
      ),
    )
    .where(
      own(
        decisionEffects,
        actor,
        and(
          eq(decisionEffects.recordId, meetingId),
          own(people, actor),
          or(isNotNull(records.id), isNull(decisionEffects.resultId)),
        ),
      ),
    );
  return found.map((row) => ({
    ...row,
    verb: wordOf(effectVerbs, row.verb),
    doneRole: wordOf(roleIds, row.doneRole),
    kind: wordOf(recordKinds, row.kind),
  }));
}
