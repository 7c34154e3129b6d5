import "server-only";
import { and, asc, eq, gte, inArray, or, type SQL, sql } from "drizzle-orm";
import { own } from "#db/client.ts";
import { actionItems } from "#db/schema/action-items.ts";
import { records } from "#db/schema/records.ts";
import { actionStates, openStates, proofs } from "#lib/action-items/action-item.ts";
import { inView } from "#lib/action-items/queries/register.ts";
import { leftOverDay } from "#lib/meetings/deciding.ts";
import { mostRows } from "#lib/meetings/paper.ts";
import { raisedByMeetings } from "#lib/meetings/queries/actions.ts";
import { type Decision, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { wordOf } from "#lib/words.ts";
import { type Desk, named } from "../desk.ts";

const columns = {
  id: actionItems.id,
  reference: records.reference,
  title: actionItems.title,
  ownerId: actionItems.ownerId,
  state: actionItems.state,
  dueOn: actionItems.dueOn,
  originalDueOn: actionItems.originalDueOn,
  dueChanges: actionItems.dueChanges,
  proof: actionItems.proof,
  effectDueOn: actionItems.effectDueOn,
  serviceIds: actionItems.serviceIds,
};
const worded = <T extends { state: string; proof: string | null }>(row: T) => ({
  ...row,
  state: wordOf(actionStates, row.state),
  proof: wordOf(proofs, row.proof),
});

const recordOf = (desk: Desk) =>
  and(eq(records.organisationId, actionItems.organisationId), eq(records.id, actionItems.id), own(records, desk.actor));

/** A date that was moved this often is told by exception. */
const redatedOften = 2;
const redated = and(inArray(actionItems.state, [...openStates]), gte(actionItems.dueChanges, redatedOften));

const scoped = (desk: Desk) => named(desk, actionItems.serviceIds);

export async function countActions(desk: Desk) {
  const when = (condition: SQL | undefined) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const view = (name: "overdue" | "waiting" | "effect-due" | "open") => inView(name, desk.actor, desk.today);
  const [row] = await desk.tx
    .select({
      open: when(view("open")),
      overdue: when(view("overdue")),
      waiting: when(view("waiting")),
      effectDue: when(view("effect-due")),
      redated: when(redated),
      words: when(and(inArray(actionItems.state, ["completed", "verified"]), eq(actionItems.proof, "note"))),
    })
    .from(actionItems)
    .where(own(actionItems, desk.actor, scoped(desk)));
  return row ?? { open: 0, overdue: 0, waiting: 0, effectDue: 0, redated: 0, words: 0 };
}

/** Open actions that this committee's meetings raised, first due first. */
export async function listFromMeetings(desk: Desk) {
  const raised = raisedByMeetings(desk.tx, desk.actor, desk);
  const rows = await desk.tx
    .select(columns)
    .from(actionItems)
    .innerJoin(raised, eq(raised.id, actionItems.id))
    .innerJoin(records, recordOf(desk))
    .where(own(actionItems, desk.actor, inView("open", desk.actor, desk.today)))
    .orderBy(asc(actionItems.dueOn), asc(actionItems.id));
  return rows.map(worded);
}

/** Actions that are told by exception: overdue longest first, then re-dated, waiting, and due for a check of their effect. */
export async function listExceptions(desk: Desk) {
  const view = (name: "overdue" | "waiting" | "effect-due") => inView(name, desk.actor, desk.today);
  const kind = sql<number>`case when ${view("overdue")} then 1 when ${redated} then 2 when ${view("waiting")} then 3 else 4 end`;
  const any = or(view("overdue"), redated, view("waiting"), view("effect-due"));
  const rows = await desk.tx
    .select({ ...columns, whole: sql<number>`(count(*) over ())::int` })
    .from(actionItems)
    .innerJoin(records, recordOf(desk))
    .where(own(actionItems, desk.actor, scoped(desk), any))
    .orderBy(kind, asc(actionItems.dueOn), asc(actionItems.id))
    .limit(mostRows);
  return { rows: rows.map(worded), total: rows[0]?.whole ?? 0 };
}

/** What earlier meetings of the committee left to this one. */
export async function listComingBack({ tx, actor, committeeId, meeting }: Desk): Promise<Decision[]> {
  if (!meeting) return [];
  return listLeftOver(tx, actor, { ...meeting, committeeId }, leftOverDay(meeting.startsAt, tx.now));
}
