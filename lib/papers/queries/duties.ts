import "server-only";
import { and, asc, desc, eq, gte, inArray, isNull, or } from "drizzle-orm";
import { own } from "#db/client.ts";
import { disruptions, dutyDecisions } from "#db/schema/disruptions.ts";
import { records } from "#db/schema/records.ts";
import { dutyDecisions as decisions, dutyIds } from "#lib/disruptions/duty.ts";
import { withRecord } from "#lib/disruptions/queries/register.ts";
import { wordOf } from "#lib/words.ts";
import { concerned, type Desk } from "../desk.ts";

/** Duties decided or agreed since the meeting before, and those of any time that stand open. */
export async function listDuties(desk: Desk) {
  const rows = await desk.tx
    .select({
      id: dutyDecisions.id,
      disruptionId: disruptions.id,
      reference: records.reference,
      duty: dutyDecisions.duty,
      decision: dutyDecisions.decision,
      twoRoles: dutyDecisions.twoRoles,
      decidedAt: dutyDecisions.decidedAt,
      agreedAt: dutyDecisions.agreedAt,
      agreedAlone: dutyDecisions.agreedAlone,
      noticedAt: disruptions.noticedAt,
      periodAt: disruptions.periodAt,
      serviceIds: disruptions.serviceIds,
    })
    .from(dutyDecisions)
    .innerJoin(
      disruptions,
      and(
        eq(disruptions.organisationId, dutyDecisions.organisationId),
        eq(disruptions.id, dutyDecisions.disruptionId),
        own(disruptions, desk.actor),
      ),
    )
    .innerJoin(records, withRecord(desk.actor))
    .where(
      own(
        dutyDecisions,
        desk.actor,
        concerned(desk, disruptions.serviceIds),
        isNull(disruptions.setAside),
        or(
          gte(dutyDecisions.decidedAt, desk.since.at),
          gte(dutyDecisions.agreedAt, desk.since.at),
          inArray(dutyDecisions.decision, ["undecided", "under-advice", "required"]),
          and(
            eq(dutyDecisions.decision, "not-required"),
            eq(dutyDecisions.twoRoles, true),
            isNull(dutyDecisions.agreedAt),
          ),
        ),
      ),
    )
    .orderBy(desc(disruptions.periodAt), asc(dutyDecisions.duty), asc(dutyDecisions.id));
  return rows.map((row) => ({
    ...row,
    duty: wordOf(dutyIds, row.duty),
    decision: wordOf(decisions, row.decision),
    agreed: row.agreedAt !== null,
  }));
}
