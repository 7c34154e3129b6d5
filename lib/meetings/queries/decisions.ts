import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, ne, notExists, or, type SQL } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees, meetingItems, meetings } from "#db/schema/meetings.ts";
import { decisionEffects, meetingDecisions } from "#db/schema/minutes.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { type AppetiteCategory, appetiteCategories, type Limit } from "#lib/records/risk-limits.ts";
import { wordOf } from "#lib/words.ts";
import { committeeKinds, committeeStates } from "../committee.ts";
import { decisionReference, unseenAbove } from "../deciding.ts";
import { type Dated, meetingStates } from "../meeting.ts";
import { asks, outcomes } from "../minute.ts";
import { mayRead } from "../policy.ts";
import { heldAtOf, heldBefore } from "./held.ts";
import { stillPossible } from "./possible.ts";

const columns = {
  id: meetingDecisions.id,
  recordId: meetingDecisions.recordId,
  itemId: meetingDecisions.itemId,
  itemPosition: meetingItems.position,
  itemTitle: meetingItems.title,
  position: meetingDecisions.position,
  question: meetingDecisions.question,
  recommendation: meetingDecisions.recommendation,
  asks: meetingDecisions.asks,
  aboutId: meetingDecisions.aboutId,
  limitCategory: meetingDecisions.limitCategory,
  limitValue: meetingDecisions.limitValue,
  answersId: meetingDecisions.answersId,
  outcome: meetingDecisions.outcome,
  because: meetingDecisions.because,
  deferUntil: meetingDecisions.deferUntil,
  expiresOn: meetingDecisions.expiresOn,
  escalatedToId: meetingDecisions.escalatedToId,
  decidedBy: meetingDecisions.decidedBy,
  decidedRole: meetingDecisions.decidedRole,
  decidedAt: meetingDecisions.decidedAt,
  version: meetingDecisions.version,
  meeting: records.reference,
  startsAt: meetings.startsAt,
  beganAt: meetings.beganAt,
  state: meetings.state,
  committeeId: meetings.committeeId,
  committee: committees.name,
  committeeKind: committees.kind,
  committeeState: committees.state,
  serviceIds: meetings.serviceIds,
};

type Row = {
  committeeKind: string;
  committeeState: string;
  asks: string;
  limitCategory: string | null;
  limitValue: number | null;
  outcome: string | null;
  decidedRole: string | null;
  state: string;
};
export const worded = <T extends Row>({ limitCategory, limitValue, ...row }: T) => ({
  ...row,
  limit: limitOf(wordOf(appetiteCategories, limitCategory), limitValue),
  committeeState: wordOf(committeeStates, row.committeeState),
  committeeKind: wordOf(committeeKinds, row.committeeKind),
  asks: wordOf(asks, row.asks),
  outcome: wordOf(outcomes, row.outcome),
  decidedRole: wordOf(roleIds, row.decidedRole),
  state: wordOf(meetingStates, row.state),
});

const limitOf = (category: AppetiteCategory | null, maximum: number | null): Limit | null =>
  category && maximum ? { category, maximum } : null;

/** Decisions with the item, the meeting and the committee that they are of. */
export function rows(tx: Tx, actor: Context) {
  return tx
    .select(columns)
    .from(meetingDecisions)
    .innerJoin(
      meetingItems,
      and(
        eq(meetingItems.organisationId, meetingDecisions.organisationId),
        eq(meetingItems.id, meetingDecisions.itemId),
        own(meetingItems, actor),
      ),
    )
    .innerJoin(
      meetings,
      and(
        eq(meetings.organisationId, meetingDecisions.organisationId),
        eq(meetings.id, meetingDecisions.recordId),
        own(meetings, actor),
      ),
    )
    .innerJoin(
      committees,
      and(
        eq(committees.organisationId, meetings.organisationId),
        eq(committees.id, meetings.committeeId),
        own(committees, actor),
      ),
    )
    .innerJoin(
      records,
      and(
        eq(records.organisationId, meetingDecisions.organisationId),
        eq(records.id, meetingDecisions.recordId),
        own(records, actor),
      ),
    );
}

export type Decision = Awaited<ReturnType<typeof listDecisions>>[number];

/** The questions put to a meeting, in the order of the agenda, with their answers. */
export async function listDecisions(tx: Tx, actor: Context, meetingId: string) {
  const found = await rows(tx, actor)
    .where(own(meetingDecisions, actor, eq(meetingDecisions.recordId, meetingId)))
    .orderBy(asc(meetingItems.position), asc(meetingDecisions.position), asc(meetingDecisions.id));
  return found.map(worded);
}

export async function findDecision(tx: Tx, actor: Context, id: string): Promise<Decision | undefined> {
  const [row] = await rows(tx, actor).where(own(meetingDecisions, actor, eq(meetingDecisions.id, id)));
  return row && worded(row);
}

/** A question that its own meeting will not answer any more: written up without an answer, or cancelled. */
const leftOpen = and(
  isNull(meetingDecisions.outcome),
  inArray(meetings.state, ["minutes", "with-chair", "signed", "cancelled"]),
);

/**
 * What other meetings of the committee left to this one: deferred to a day that has come, or never answered. One that
 * was cancelled may have been planned for later than this.
 */
export function listLeftOver(
  tx: Tx,
  actor: Context,
  meeting: { id: string; committeeId: string } & Dated,
  day: string,
) {
  return untaken(
    tx,
    actor,
    and(
      eq(meetings.committeeId, meeting.committeeId),
      ne(meetings.id, meeting.id),
      or(heldBefore(meeting), eq(meetings.state, "cancelled")),
      or(and(eq(meetingDecisions.outcome, "defer"), lte(meetingDecisions.deferUntil, day)), leftOpen),
    ),
  );
}

/** Everything that a committee still has to answer: deferred to whichever day, or never answered. */
export function listUnanswered(tx: Tx, actor: Context, committeeId: string) {
  return untaken(
    tx,
    actor,
    and(eq(meetings.committeeId, committeeId), or(eq(meetingDecisions.outcome, "defer"), leftOpen)),
  );
}

async function untaken(tx: Tx, actor: Context, which: SQL | undefined) {
  const found = await rows(tx, actor)
    .where(own(meetingDecisions, actor, which))
    .orderBy(asc(heldAtOf), asc(meetingItems.position), asc(meetingDecisions.position));
  const taken = await listTaken(
    tx,
    actor,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => !taken.has(id)).map(worded);
}

/** Of some decisions, those that a later question takes up. */
async function listTaken(tx: Tx, actor: Context, ids: string[]): Promise<Set<string | null>> {
  if (ids.length === 0) return new Set();
  const later = await tx
    .select({ answersId: meetingDecisions.answersId })
    .from(meetingDecisions)
    .where(own(meetingDecisions, actor, inArray(meetingDecisions.answersId, ids)));
  return new Set(later.map(({ answersId }) => answersId));
}

export const approvesALimit = and(eq(meetingDecisions.asks, "set-limit"), eq(meetingDecisions.outcome, "approve"));

/** The questions that these references name, by reference, of the meetings that the actor reads. */
export async function questionsNamed(tx: Tx, actor: Actor, names: readonly string[]): Promise<Map<string, string>> {
  const meetingsNamed = names.flatMap((name) => name.split(" decision ", 1));
  if (meetingsNamed.length === 0) return new Map();
  const found = await rows(tx, actor).where(own(meetingDecisions, actor, inArray(records.reference, meetingsNamed)));
  return new Map(
    found.flatMap((one): [string, string][] => {
      const name = decisionReference(one.meeting, one.itemPosition, one.position);
      return names.includes(name) && mayRead(actor, one.serviceIds) ? [[name, one.question]] : [];
    }),
  );
}

/** The board's own decision to accept a risk, if it is its latest about that risk and nobody has carried it out yet (Decision 11). */
export async function listBoardDecisions(tx: Tx, actor: Context, riskId: string): Promise<Decision[]> {
  return boardDecisionsOf(tx, actor, [riskId]);
}

/** The same of some risks. */
export async function boardDecisionsOf(tx: Tx, actor: Context, riskIds: readonly string[]): Promise<Decision[]> {
  const decided = and(among(meetingDecisions.aboutId, riskIds), isNotNull(meetingDecisions.outcome));
  const all = await rows(tx, actor)
    .where(own(meetingDecisions, actor, and(decided, eq(committees.kind, "board"))))
    .orderBy(asc(meetingDecisions.decidedAt), asc(meetingDecisions.id));
  const latest = new Map(all.map((one) => [one.aboutId, one]));
  const found = [...latest.values()].filter(({ outcome }) => outcome === "accept-risk");
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const done = await tx
    .select({ decisionId: decisionEffects.decisionId })
    .from(decisionEffects)
    .where(own(decisionEffects, actor, inArray(decisionEffects.decisionId, ids)));
  return found.filter(({ id }) => !done.some(({ decisionId }) => decisionId === id)).map(worded);
}

/** Of how many decisions at most the standing is asked. */
const mostAsked = 200;

/**
 * Decisions to do something in another room that nobody has done yet, the newest first: of one record all of them, or
 * of every record those that may still be done. `more` says that there are older ones.
 */
export async function listNotCarriedOut(tx: Tx, actor: Context, aboutId?: string, most = mostAsked) {
  const done = tx
    .select({ id: decisionEffects.id })
    .from(decisionEffects)
    .where(own(decisionEffects, actor, eq(decisionEffects.decisionId, meetingDecisions.id)));
  const found = await rows(tx, actor)
    .where(
      own(
        meetingDecisions,
        actor,
        aboutId ? eq(meetingDecisions.aboutId, aboutId) : stillPossible(tx, actor),
        or(
          and(
            isNotNull(meetingDecisions.aboutId),
            inArray(meetingDecisions.outcome, ["accept-risk", "retest", "sign-off"]),
          ),
          approvesALimit,
        ),
        notExists(done),
      ),
    )
    .orderBy(desc(meetingDecisions.decidedAt), desc(meetingDecisions.id))
    .limit(most + 1);
  return { decisions: found.slice(0, most).map(worded), more: found.length > most };
}

/**
 * Where a committee can send a question: committees in use that are no service's own and do not report to it, the one
 * it reports to first. A local meeting knows that one alone.
 */
export async function listCommitteesToSendTo(
  tx: Tx,
  actor: Context,
  meeting: { committeeId: string; reportsToId: string | null },
) {
  const { committeeId, reportsToId: aboveId } = meeting;
  const found = await tx
    .select({
      id: committees.id,
      name: committees.name,
      kind: committees.kind,
      state: committees.state,
      reportsToId: committees.reportsToId,
    })
    .from(committees)
    .where(own(committees, actor))
    .orderBy(asc(committees.name));
  const above = new Map(found.map(({ id, reportsToId }) => [id, reportsToId]));
  const isBelow = (id: string) => {
    let at: string | null | undefined = id;
    for (let step = 0; at && step < 20; step += 1) {
      if (at === committeeId) return true;
      at = above.get(at);
    }
    return false;
  };
  const known = found
    .filter(({ id, kind, state }) => kind !== "local-governance" && state === "active" && !isBelow(id))
    .sort((a, b) => Number(b.id === aboveId) - Number(a.id === aboveId))
    .map(({ id, name }) => ({ id, name }));
  if (!aboveId || above.has(aboveId)) return known;
  return [{ id: aboveId, name: unseenAbove }];
}
