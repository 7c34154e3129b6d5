import "server-only";
import type { Tx } from "#db/client.ts";
import type { Actor } from "#lib/access/actor.ts";
import { can } from "#lib/access/roles.ts";
import { readsOwnOnly } from "#lib/action-items/policy.ts";
import { londonDay } from "#lib/dates.ts";
import { readsReview } from "#lib/disruptions/policy.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";
import { answerOf, peopleOf, type SinceKey } from "../answer.ts";
import { type Column, type Row, rowsOf } from "../overview.ts";
import { countAlone, findSince, materialsTrend, worstActions } from "./period.ts";
import { listServiceFacts } from "./services.ts";

const day = 86_400_000;
/** "Since" is counted over this many days: not every reader sees when a committee met. */
export const sinceDays = 30;

export type Overview = Awaited<ReturnType<typeof findOverview>>;

/** The services alone, worst first: what the past is compared with. */
export async function listRows(tx: Tx, actor: Actor): Promise<Row[]> {
  return rowsOf((await listServiceFacts(tx, actor)).facts, tx.now);
}

/** Where we stand, of every service within the reader's scope, in one snapshot. */
export async function findOverview(tx: Tx, actor: Actor) {
  const { facts, wide } = await listServiceFacts(tx, actor);
  const rows = rowsOf(facts, tx.now);
  const names = await serviceNames(tx, actor);
  const people = await personNames(tx, actor);
  const worst = can(actor, "action-items", "read") ? await worstActions(tx, actor) : [];
  return {
    rows,
    wide,
    answer: answerOf(rows),
    people: peopleOf(rows),
    actions: worst.map((action) => ({
      ...action,
      owner: people.get(action.ownerId) ?? "",
      services: serviceWords(action.serviceIds, names),
    })),
    since: await findSince(tx, actor, londonDay(new Date(tx.now.getTime() - sinceDays * day))),
    trend: await materialsTrend(tx, actor),
    alone: await countAlone(tx, actor, new Date(tx.now.getTime() - 365 * day)),
    now: tx.now,
  };
}

/** Which figures of a period this reader may see the rows of; the others are left out, not told as nought. */
export function sinceReads(actor: Actor): Record<SinceKey, boolean> {
  return {
    closed: can(actor, "disruptions", "read") && readsReview(actor),
    tests: can(actor, "resilience-tests", "read"),
    verified: can(actor, "action-items", "read") && !readsOwnOnly(actor),
  };
}

/** Whether the reader's role may enter the room that proves a column. */
export function mayOpen(actor: Actor, column: Column): boolean {
  switch (column) {
    case "disruption":
    case "reviews":
      return can(actor, "disruptions", "read") && actor.role !== "board-member";
    case "test":
    case "recovery":
      return can(actor, "resilience-tests", "read");
    case "materials":
      return can(actor, "materials", "read");
    case "risks":
      return can(actor, "risks", "read");
    case "actions":
      return can(actor, "action-items", "read");
    case "evidence":
      return can(actor, "frameworks", "read");
  }
}
