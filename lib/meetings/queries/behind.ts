import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { boardWaitsFor } from "../carried.ts";
import { findMeeting } from "./meeting.ts";
import { findSignature } from "./minutes.ts";
import { listVotes } from "./votes.ts";

/** For what the board's acceptance of a risk still waits, if the reader carries it out; undefined where it stands. */
export async function findBoardWait(
  tx: Tx,
  actor: Context,
  { decisionId, meetingId }: { decisionId: string; meetingId: string },
): Promise<string | undefined> {
  const quorum = (await findMeeting(tx, actor, meetingId))?.quorum ?? Number.POSITIVE_INFINITY;
  const cast = (await listVotes(tx, actor, meetingId)).filter((vote) => vote.decisionId === decisionId);
  const signedBy = (await findSignature(tx, actor, meetingId))?.signedBy;
  return boardWaitsFor({ quorum, cast, signedBy }, actor.personId);
}
