import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees } from "#db/schema/meetings.ts";
import { decisionEffects, meetingDecisions } from "#db/schema/minutes.ts";
import type { Limit } from "#lib/records/risk-limits.ts";
import { approvesALimit, type Decision, rows, worded } from "./decisions.ts";

/** What the board in use approved, the newest first. */
export async function listBoardApprovals(tx: Tx, actor: Context): Promise<Decision[]> {
  const approved = and(eq(meetingDecisions.outcome, "approve"), eq(committees.kind, "board"));
  const found = await rows(tx, actor)
    .where(own(meetingDecisions, actor, and(approved, eq(committees.state, "active"))))
    .orderBy(desc(meetingDecisions.decidedAt), desc(meetingDecisions.id))
    .limit(200);
  return found.map(worded);
}

export type BoardLimit = Decision & { limit: Limit; stands: boolean };

/**
 * The limits that the board decided, the newest first. One stands while no later one of the same category was decided,
 * and its board is in use.
 */
export async function listBoardLimits(tx: Tx, actor: Context): Promise<BoardLimit[]> {
  const found = await rows(tx, actor)
    .where(own(meetingDecisions, actor, and(approvesALimit, eq(committees.kind, "board"))))
    .orderBy(desc(meetingDecisions.decidedAt), desc(meetingDecisions.id));
  const decided = new Set<string>();
  return found.map(worded).flatMap((one) => {
    if (!one.limit) return [];
    const newest = !decided.has(one.limit.category);
    decided.add(one.limit.category);
    return [{ ...one, limit: one.limit, stands: newest && one.committeeState === "active" }];
  });
}

/** Whether somebody has carried a decision out. */
export async function isCarriedOut(tx: Tx, actor: Context, decisionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: decisionEffects.id })
    .from(decisionEffects)
    .where(own(decisionEffects, actor, eq(decisionEffects.decisionId, decisionId)))
    .limit(1);
  return row !== undefined;
}
