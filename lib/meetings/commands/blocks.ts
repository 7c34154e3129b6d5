import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, isNull, max, ne, sql } from "drizzle-orm";
import { changeAs, own, type Tx } from "#db/client.ts";
import { meetingItems } from "#db/schema/meetings.ts";
import { minuteBlocks, minuteDrafts } from "#db/schema/minutes.ts";
import type { Actor } from "#lib/access/actor.ts";
import { mustHave, Refusal } from "#lib/refusal.ts";
import type { ChangeBlock, NothingToRecord, RemoveBlock, SettleBlock, WriteBlock } from "../inputs/minutes.ts";
import { type BlockKind, nothingToRecord } from "../minute.ts";
import { longestMinute, longestMinutes } from "../minute-text.ts";
import { may } from "../policy.ts";
import { type FoundMeeting, findMeeting } from "../queries/meeting.ts";
import { findBlock } from "../queries/minutes.ts";
import { noteMentions } from "./mentions.ts";
import { childOf, keepMeeting, meetingFor } from "./row.ts";

export function writeBlock(actor: Actor, input: WriteBlock) {
  return changeAs(actor, "block.write", (tx) => writeBlockIn(tx, actor, input));
}

/** Writes a minute; a member who does not keep the minutes writes a challenge, in words of their own. */
export async function writeBlockIn(tx: Tx, actor: Actor, input: WriteBlock) {
  const meeting = await meetingToWrite(tx, actor, input.id);
  const ownWords = !may(actor, "minute", meeting);
  if (ownWords && (input.kind !== "challenge" || !may(actor, "contribute", meeting)))
    throw new Refusal(
      "forbidden",
      "Members record challenges of their own. Those who run the meeting write the minutes.",
    );
  const block = await insertBlock(tx, actor, meeting, {
    itemId: input.itemId,
    kind: input.kind,
    words: input.words,
    ownWords,
  });
  await tx
    .delete(minuteDrafts)
    .where(
      own(
        minuteDrafts,
        actor,
        and(
          eq(minuteDrafts.personId, actor.personId),
          eq(minuteDrafts.itemId, input.itemId),
          eq(minuteDrafts.field, input.kind),
        ),
      ),
    );
  return { id: meeting.id, blockId: block.id, itemId: input.itemId };
}

export function recordNothing(actor: Actor, input: NothingToRecord) {
  return changeAs(actor, "block.write", (tx) => recordNothingIn(tx, actor, input));
}

export async function recordNothingIn(tx: Tx, actor: Actor, input: NothingToRecord) {
  const meeting = await meetingFor(tx, actor, "minute", input.id);
  await insertBlock(tx, actor, meeting, { itemId: input.itemId, kind: "note", words: nothingToRecord });
  return { id: meeting.id, itemId: input.itemId };
}

type NewBlock = {
  itemId: string;
  kind: BlockKind;
  words: string;
  position?: number;
  decisionId?: string;
  actionId?: string;
  differsFromId?: string;
  ownWords?: boolean;
};

/** Puts a minute at the end of its item, or beside the one it differs from. */
export async function insertBlock(tx: Tx, actor: Actor, meeting: FoundMeeting, input: NewBlock) {
  const [item] = await tx
    .select({ id: meetingItems.id })
    .from(meetingItems)
    .where(own(meetingItems, actor, and(eq(meetingItems.id, input.itemId), eq(meetingItems.recordId, meeting.id))));
  if (!item) throw new Refusal("not-found", "Choose an item of this meeting's agenda.", { field: "itemId" });
  // A question and an action are short, and a meeting answers its questions however long its notes are.
  if (input.kind !== "decision" && input.kind !== "action") await mustFit(tx, actor, meeting, input.words);
  const id = randomUUID();
  await tx.insert(minuteBlocks).values({
    ...childOf(actor, meeting),
    ...input,
    id,
    position: input.position ?? (await nextPosition(tx, actor, input.itemId)),
    writtenBy: actor.personId,
    writtenRole: actor.role,
    writtenAt: tx.now,
    changedAt: tx.now,
  });
  await noteMentions(tx, actor, meeting, { id, words: input.words });
  await keepMeeting(tx, actor, meeting);
  return { id };
}

type Replaced = { id: string; characters: number };

/** `before` is what these words take the place of: minutes that are too long already can always be made shorter. */
async function mustFit(tx: Tx, actor: Actor, meeting: FoundMeeting, words: string, before?: Replaced): Promise<void> {
  if (before && words.length <= before.characters) return;
  const [held] = await tx
    .select({ characters: sql<number>`coalesce(sum(length(${minuteBlocks.words})), 0)`.mapWith(Number) })
    .from(minuteBlocks)
    .where(
      own(
        minuteBlocks,
        actor,
        and(
          eq(minuteBlocks.recordId, meeting.id),
          isNull(minuteBlocks.removedAt),
          before ? ne(minuteBlocks.id, before.id) : undefined,
        ),
      ),
    );
  if ((held?.characters ?? 0) + words.length <= longestMinutes) return;
  throw new Refusal(
    "conflict",
    `The minutes of one meeting hold at most ${longestMinutes.toLocaleString("en-GB")} characters. Nothing was cut: shorten a minute, or attach what is long as a file.`,
    { field: "words" },
  );
}

async function nextPosition(tx: Tx, actor: Actor, itemId: string): Promise<number> {
  const [last] = await tx
    .select({ position: max(minuteBlocks.position) })
    .from(minuteBlocks)
    .where(own(minuteBlocks, actor, eq(minuteBlocks.itemId, itemId)));
  const next = (last?.position ?? 0) + 1;
  if (next > 900) throw new Refusal("conflict", "One item holds at most 900 minutes.");
  return next;
}

export function changeBlock(actor: Actor, input: ChangeBlock) {
  return changeAs(actor, "block.change", (tx) => changeBlockIn(tx, actor, input));
}

/** Saves a minute. Where somebody saved it meanwhile, both texts stay, side by side, until one is chosen. */
export async function changeBlockIn(tx: Tx, actor: Actor, input: ChangeBlock) {
  const { meeting, block } = await blockToChange(tx, actor, input.id, input.blockId);
  const at = { id: meeting.id, itemId: block.itemId };
  if (block.words === input.words) return { ...at, differs: false };
  if (block.version === input.version && !block.removedAt) {
    await reword(tx, actor, meeting, { id: block.id, characters: block.words.length }, input.words);
    return { ...at, differs: false };
  }
  await insertBlock(tx, actor, meeting, {
    itemId: block.itemId,
    kind: block.kind,
    words: input.words,
    position: block.position,
    ...(block.removedAt ? {} : { differsFromId: block.id }),
    ownWords: block.ownWords,
  });
  return { ...at, differs: !block.removedAt };
}

export function removeBlock(actor: Actor, input: RemoveBlock) {
  return changeAs(actor, "block.remove", (tx) => removeBlockIn(tx, actor, input));
}

export async function removeBlockIn(tx: Tx, actor: Actor, input: RemoveBlock) {
  const { meeting, block } = await blockToChange(tx, actor, input.id, input.blockId);
  if (block.version !== input.version || block.removedAt)
    throw new Refusal("stale", "Someone changed this minute while you were reading it. Open it again.");
  await takeOut(tx, actor, meeting, block.id);
  return { id: meeting.id, itemId: block.itemId };
}

export function settleBlock(actor: Actor, input: SettleBlock) {
  return changeAs(actor, "block.settle", (tx) => settleBlockIn(tx, actor, input));
}

/** Ends a difference: one of two texts becomes the minute, or both do, one after the other. */
export async function settleBlockIn(tx: Tx, actor: Actor, input: SettleBlock) {
  const { meeting, block } = await blockToChange(tx, actor, input.id, input.blockId);
  const other = await findBlock(tx, actor, input.otherId);
  if (
    !other ||
    other.differsFromId !== block.id ||
    other.removedAt ||
    block.removedAt ||
    block.version !== input.version
  )
    throw new Refusal("stale", "Someone settled this or wrote again while you were reading. Open it again.");
  await takeOut(tx, actor, meeting, other.id);
  const both = `${block.words}\n\n${other.words}`;
  const before = { id: block.id, characters: both.length };
  if (input.keep === "second") await reword(tx, actor, meeting, before, other.words);
  if (input.keep === "both") await reword(tx, actor, meeting, before, both);
  return { id: meeting.id, itemId: block.itemId };
}

async function reword(tx: Tx, actor: Actor, meeting: FoundMeeting, before: Replaced, words: string): Promise<void> {
  const { id } = before;
  if (words.length > longestMinute)
    throw new Refusal(
      "conflict",
      `Together they are longer than ${longestMinute.toLocaleString("en-GB")} characters. Keep one of them.`,
    );
  await mustFit(tx, actor, meeting, words, before);
  mustHave(
    await tx
      .update(minuteBlocks)
      .set({
        words,
        writtenBy: actor.personId,
        writtenRole: actor.role,
        changedAt: tx.now,
        version: sql`${minuteBlocks.version} + 1`,
      })
      .where(own(minuteBlocks, actor, eq(minuteBlocks.id, id)))
      .returning({ id: minuteBlocks.id }),
  );
  await noteMentions(tx, actor, meeting, { id, words });
  await keepMeeting(tx, actor, meeting);
}

export async function takeOut(tx: Tx, actor: Actor, meeting: FoundMeeting, id: string): Promise<void> {
  mustHave(
    await tx
      .update(minuteBlocks)
      .set({ removedAt: tx.now, changedAt: tx.now, version: sql`${minuteBlocks.version} + 1` })
      .where(own(minuteBlocks, actor, eq(minuteBlocks.id, id), isNull(minuteBlocks.removedAt)))
      .returning({ id: minuteBlocks.id }),
  );
  // A text that differed from it has nothing to differ from any more: it stands for itself.
  await tx
    .update(minuteBlocks)
    .set({ differsFromId: null, changedAt: tx.now, version: sql`${minuteBlocks.version} + 1` })
    .where(own(minuteBlocks, actor, eq(minuteBlocks.differsFromId, id), isNull(minuteBlocks.removedAt)));
  await noteMentions(tx, actor, meeting, { id, words: "" });
  await keepMeeting(tx, actor, meeting);
}

async function blockToChange(tx: Tx, actor: Actor, id: string, blockId: string) {
  const meeting = await meetingToWrite(tx, actor, id);
  const block = await findBlock(tx, actor, blockId);
  if (!block || block.recordId !== meeting.id) throw new Refusal("not-found", "That minute does not exist.");
  if (block.kind === "decision" || block.kind === "action")
    throw new Refusal("conflict", "A decision or an action is not rewritten here. Write a note beside it.");
  const theirs = block.ownWords && block.writtenBy === actor.personId && may(actor, "contribute", meeting);
  if (block.ownWords ? !theirs : !may(actor, "minute", meeting))
    throw new Refusal(
      "forbidden",
      block.ownWords ? "Only the member who wrote these words changes them." : "You do not write these minutes.",
    );
  return { meeting, block };
}

/** The meeting, for those who may write something in it; what exactly is asked afterwards. */
async function meetingToWrite(tx: Tx, actor: Actor, id: string): Promise<FoundMeeting> {
  const meeting = await findMeeting(tx, actor, id);
  if (!meeting) throw new Refusal("not-found", "That meeting does not exist.");
  if (meeting.state === "signed")
    throw new Refusal("conflict", "These minutes are signed and stay as they are. A correction is an addendum.");
  if (!may(actor, "minute", meeting) && !may(actor, "contribute", meeting))
    throw new Refusal("forbidden", "Your post in this committee, or the state of this meeting, does not allow that.");
  return meeting;
}
