import "server-only";
import { and, asc, eq, type SQL } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { minuteExtracts } from "#db/schema/minutes.ts";
import { records } from "#db/schema/records.ts";
import type { Actor } from "#lib/access/actor.ts";
import { roleIds } from "#lib/access/roles.ts";
import { wordOf } from "#lib/words.ts";
import { signingPosts } from "../committee.ts";
import { decisionNumber } from "../deciding.ts";
import { extractKinds, extractStates, type SignedMinute, signedMinute } from "../extract.ts";
import { paragraphsOf } from "../minute-text.ts";
import { listDecisions } from "./decisions.ts";
import { findSigned } from "./document.ts";
import { type FoundMeeting, listAgenda } from "./meeting.ts";
import { listBlocks } from "./minutes.ts";

export type Extract = NonNullable<Awaited<ReturnType<typeof findExtract>>>;

async function rowsOf(tx: Tx, actor: Context, where: SQL) {
  const rows = await tx
    .select({
      id: minuteExtracts.id,
      reference: records.reference,
      meetingId: minuteExtracts.meetingId,
      meeting: minuteExtracts.meetingReference,
      blockId: minuteExtracts.blockId,
      committee: minuteExtracts.committee,
      heldAt: minuteExtracts.heldAt,
      itemPosition: minuteExtracts.itemPosition,
      item: minuteExtracts.item,
      kind: minuteExtracts.kind,
      number: minuteExtracts.number,
      words: minuteExtracts.words,
      outcome: minuteExtracts.outcome,
      facts: minuteExtracts.facts,
      because: minuteExtracts.because,
      addenda: minuteExtracts.addenda,
      signedPost: minuteExtracts.signedPost,
      signedAt: minuteExtracts.signedAt,
      signedAlone: minuteExtracts.signedAlone,
      quorate: minuteExtracts.quorate,
      signedSha256: minuteExtracts.signedSha256,
      state: minuteExtracts.state,
      markedBy: minuteExtracts.markedBy,
      markedRole: minuteExtracts.markedRole,
      markedAt: minuteExtracts.markedAt,
      withdrawnBy: minuteExtracts.withdrawnBy,
      withdrawnAt: minuteExtracts.withdrawnAt,
      withdrawnReason: minuteExtracts.withdrawnReason,
      serviceIds: minuteExtracts.serviceIds,
      version: minuteExtracts.version,
    })
    .from(minuteExtracts)
    .innerJoin(
      records,
      and(
        eq(records.organisationId, minuteExtracts.organisationId),
        eq(records.id, minuteExtracts.id),
        own(records, actor),
      ),
    )
    .where(own(minuteExtracts, actor, where))
    .orderBy(asc(minuteExtracts.itemPosition), asc(minuteExtracts.markedAt), asc(minuteExtracts.id));
  return rows.map((row) => ({
    ...row,
    kind: wordOf(extractKinds, row.kind),
    state: wordOf(extractStates, row.state),
    signedPost: wordOf(signingPosts, row.signedPost),
    markedRole: wordOf(roleIds, row.markedRole),
  }));
}

/** The extracts of one meeting's minutes in the order of its agenda, those withdrawn too. */
export const listExtracts = (tx: Tx, actor: Context, meetingId: string) =>
  rowsOf(tx, actor, eq(minuteExtracts.meetingId, meetingId));

export async function findExtract(tx: Tx, actor: Context, id: string) {
  const [row] = await rowsOf(tx, actor, eq(minuteExtracts.id, id));
  return row;
}

/** A minute of signed minutes as the signature holds it; undefined for an action, and for what is not signed. */
export async function findSignedMinute(
  tx: Tx,
  actor: Actor,
  meeting: FoundMeeting,
  blockId: string,
): Promise<SignedMinute | undefined> {
  const signed = meeting.state === "signed" ? await findSigned(tx, actor, meeting.id) : undefined;
  const blocks = await listBlocks(tx, actor, meeting.id);
  const block = blocks.find(({ id }) => id === blockId);
  const item = (await listAgenda(tx, actor, meeting.id)).find(({ id }) => id === block?.itemId);
  if (!signed || !block || !item) return undefined;
  const itemPosition = item.position;
  if (block.kind === "action") return undefined;
  if (block.kind === "decision") {
    const decisions = await listDecisions(tx, actor, meeting.id);
    const decision = decisions.find(({ id }) => id === block.decisionId);
    if (!decision?.outcome) return undefined;
    return signedMinute(signed, { itemPosition, decision: decisionNumber(itemPosition, decision.position) });
  }
  const alike = blocks.filter(({ itemId, kind }) => itemId === item.id && kind === block.kind);
  const minute = signedMinute(signed, { itemPosition, kind: block.kind, nth: alike.indexOf(block) });
  return minute?.words === paragraphsOf(block.words).join("\n\n") ? minute : undefined;
}
