import "server-only";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { findRecord, personNames } from "#lib/records/queries.ts";
import { decisionsInOrder } from "../minute.ts";
import { listMinutedActions } from "./actions.ts";
import { listAttendance, listInterests, listSeats } from "./attendance.ts";
import { listDecisions } from "./decisions.ts";
import { listEscalatedFrom } from "./escalations.ts";
import { type FoundMeeting, listAgenda } from "./meeting.ts";
import { findSignature, listAddenda, listBlocks, listNamed } from "./minutes.ts";
import { listEffects, listVotes } from "./votes.ts";

export type Written = Awaited<ReturnType<typeof readWritten>>;

/** Everything that was written down of one meeting: what its page, its document and its signature are made of. */
export async function readWritten(tx: Tx, actor: Context, meeting: FoundMeeting) {
  const { id } = meeting;
  const decisions = await listDecisions(tx, actor, id);
  const ranks = new Map(decisions.map(({ id, position }) => [id, position]));
  const blocks = decisionsInOrder(await listBlocks(tx, actor, id), (one) => ranks.get(one) ?? 0);
  const asked = decisions.flatMap((one) => [one.question, one.recommendation ?? "", one.because ?? ""]);
  const about = new Set(decisions.flatMap(({ aboutId }) => aboutId ?? []));
  return {
    meeting,
    items: await listAgenda(tx, actor, id),
    blocks,
    decisions,
    about: (await Promise.all([...about].map((one) => findRecord(tx, actor, one)))).filter((one) => one !== undefined),
    votes: await listVotes(tx, actor, id),
    effects: await listEffects(tx, actor, id),
    escalations: await listEscalatedFrom(tx, actor, id),
    actions: await listMinutedActions(tx, actor, id),
    attended: await listAttendance(tx, actor, id),
    seats: await listSeats(tx, actor, meeting),
    declared: await listInterests(tx, actor, id),
    signature: await findSignature(tx, actor, id),
    addenda: await listAddenda(tx, actor, id),
    named: await listNamed(tx, actor, [...blocks.map(({ words }) => words), ...asked]),
    people: await personNames(tx, actor),
    now: tx.now,
  };
}
