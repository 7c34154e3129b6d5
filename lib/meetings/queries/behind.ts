import "server-only";
import { eq } from "drizzle-orm";
import { among, own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { committees, meetings } from "#db/schema/meetings.ts";
import { meetingSignatures } from "#db/schema/minutes.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import { boardWaitsFor } from "../carried.ts";
import { decisionReference } from "../deciding.ts";
import { listBoardApprovals } from "./decisions.ts";
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

/**
 * Why a reference names no approval of the organisation's board that stands on more than its reader's word, made on that
 * day; undefined where it does, and where no board ever kept its meetings here. A board that was closed decides nothing
 * and gives nothing away.
 */
export async function notOfTheBoard(
  tx: Tx,
  actor: Context,
  { reference, on }: { reference: string; on: string },
): Promise<string | undefined> {
  const boards = await tx
    .select({ state: committees.state })
    .from(committees)
    .where(own(committees, actor, eq(committees.kind, "board")));
  if (boards.length === 0) return undefined;
  if (!boards.some(({ state }) => state === "active")) return "No board is in use: make it anew first.";
  const named = (await listBoardApprovals(tx, actor)).find(
    (one) => decisionReference(one.meeting, one.itemPosition, one.position) === reference.trim(),
  );
  if (!named?.decidedAt) return "Name its decision as its minutes do, such as MTG-2026-004 decision 4.1.";
  if (londonDay(named.decidedAt) !== on) return `It decided that on ${formatDate(londonDay(named.decidedAt))}.`;
  const waits = await findBoardWait(tx, actor, { decisionId: named.id, meetingId: named.recordId });
  return waits && `This waits for ${waits}.`;
}
