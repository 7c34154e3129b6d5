import "server-only";
import { eq } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees, meetings } from "#db/schema/meetings.ts";
import { meetingSignatures } from "#db/schema/minutes.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { type Limit, limitWords } from "#lib/records/risk-limits.ts";
import { boardWaitsFor } from "../carried.ts";
import { decisionReference } from "../deciding.ts";
import { type BoardLimit, isCarriedOut, listBoardApprovals, listBoardLimits } from "./board-limits.ts";
import type { Decision } from "./decisions.ts";
import { votesOf } from "./votes.ts";

type Asked = { decisionId: string; meetingId: string };

/** For what the board's acceptance of a risk still waits, if the reader carries it out; undefined where it stands. */
export async function findBoardWait(tx: Tx, actor: Context, asked: Asked): Promise<string | undefined> {
  return (await boardWaitsOf(tx, actor, [asked])).get(asked.decisionId);
}

/** The same of some decisions: those that still wait, by their id. */
export async function boardWaitsOf(tx: Tx, actor: Context, asked: readonly Asked[]): Promise<Map<string, string>> {
  const ids = [...new Set(asked.map(({ meetingId }) => meetingId))];
  const found = await tx
    .select({ id: meetings.id, quorum: meetings.quorum, signedBy: meetingSignatures.signedBy })
    .from(meetings)
    .leftJoin(meetingSignatures, own(meetingSignatures, actor, eq(meetingSignatures.recordId, meetings.id)))
    .where(own(meetings, actor, among(meetings.id, ids)));
  const votes = await votesOf(tx, actor, ids);
  const waits = asked.flatMap(({ decisionId, meetingId }): [string, string][] => {
    const meeting = found.find(({ id }) => id === meetingId);
    const behind = {
      quorum: meeting?.quorum ?? Number.POSITIVE_INFINITY,
      cast: votes.filter((vote) => vote.decisionId === decisionId),
      signedBy: meeting?.signedBy ?? undefined,
    };
    const wait = boardWaitsFor(behind, actor.personId);
    return wait === undefined ? [] : [[decisionId, wait]];
  });
  return new Map(waits);
}

type AskedLimit = Limit & { reference: string; on: string };

/**
 * The decision of the organisation's board that a reference names: made on that day, for this limit or a higher one, used
 * by no other, and standing on more than its reader's word; or why there is none. Neither where no board ever kept its
 * meetings here. A board that was closed decides nothing and gives nothing away. The database asks the same.
 */
export async function findLimitBehind(
  tx: Tx,
  actor: Context,
  { reference, on, category, maximum }: AskedLimit,
): Promise<{ decision?: BoardLimit; why?: string }> {
  const boards = await tx
    .select({ state: committees.state })
    .from(committees)
    .where(own(committees, actor, eq(committees.kind, "board")));
  if (boards.length === 0) return {};
  if (!boards.some(({ state }) => state === "active")) return { why: "No board is in use: make it anew first." };
  const isNamed = (one: Decision) => nameOf(one) === reference.trim();
  const decision = (await listBoardLimits(tx, actor)).find((one) => isNamed(one) && one.committeeState === "active");
  if (!decision?.decidedAt)
    return {
      why: (await listBoardApprovals(tx, actor)).some(isNamed)
        ? "That decision asked for no limit: put a question to the board that asks for this one."
        : "Name its decision as its minutes do, such as MTG-2026-004 decision 4.1.",
    };
  const { limit, stands, decidedAt } = decision;
  if (limit.category !== category || limit.maximum < maximum) return { why: `It decided this: ${limitWords(limit)}.` };
  if (londonDay(decidedAt) !== on) return { why: `It decided that on ${formatDate(londonDay(decidedAt))}.` };
  if (await isCarriedOut(tx, actor, decision.id))
    return { why: "This decision has set a limit already. Each limit is a question of its own." };
  if (!stands) return { why: "It has decided on this limit again since." };
  const waits = await findBoardWait(tx, actor, { decisionId: decision.id, meetingId: decision.recordId });
  return waits ? { why: `This waits for ${waits}.` } : { decision };
}

const nameOf = (one: Decision) => decisionReference(one.meeting, one.itemPosition, one.position);
