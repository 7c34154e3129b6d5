import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { decisionEffects, meetingVotes } from "#db/schema/minutes.ts";
import { people } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { roleIds } from "#lib/access/roles.ts";
import { recordKinds } from "#lib/records/record.ts";
import { wordOf } from "#lib/words.ts";
import { effectVerbs, votes } from "../minute.ts";

export type CastBallot = Awaited<ReturnType<typeof listVotes>>[number];

export async function listVotes(tx: Tx, actor: Context, meetingId: string) {
  const found = await tx
    .select({
      decisionId: meetingVotes.decisionId,
      personId: meetingVotes.personId,
      vote: meetingVotes.vote,
      notedBy: meetingVotes.notedBy,
    })
    .from(meetingVotes)
    .where(own(meetingVotes, actor, eq(meetingVotes.recordId, meetingId)))
    .orderBy(asc(meetingVotes.notedAt), asc(meetingVotes.id));
  return found.map((row) => ({ ...row, vote: wordOf(votes, row.vote) }));
}

/** What decisions did in other rooms: by whom, when, and the record that came of it. */
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
    .innerJoin(
      records,
      and(
        eq(records.organisationId, decisionEffects.organisationId),
        eq(records.id, decisionEffects.resultId),
        own(records, actor),
      ),
    )
    .where(own(decisionEffects, actor, and(eq(decisionEffects.recordId, meetingId), own(people, actor))));
  return found.map((row) => ({
    ...row,
    verb: wordOf(effectVerbs, row.verb),
    doneRole: wordOf(roleIds, row.doneRole),
    kind: wordOf(recordKinds, row.kind),
  }));
}
