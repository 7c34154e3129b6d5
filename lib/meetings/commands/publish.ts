import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { changeAs, readAs, type Tx } from "#db/client.ts";
import { meetingSnapshots } from "#db/schema/meetings.ts";
import type { Actor } from "#lib/access/actor.ts";
import { addDays, formatDateTime, londonDay } from "#lib/dates.ts";
import { Refusal } from "#lib/refusal.ts";
import type { PublishPapers } from "../inputs/papers.ts";
import { heldAt, type Occasion } from "../meeting.ts";
import { type Paper, paperText } from "../paper.ts";
import { type AgendaItem, type FoundMeeting, findPrevious, listAgenda } from "../queries/meeting.ts";
import { changeRow, childOf, meetingFor } from "./row.ts";

/** A paper and the item of the agenda that it stands beside; null beside the agenda. */
export type ItemPaper = { itemId: string | null; paper: Paper };

type Read = <T>(run: (tx: Tx) => Promise<T>, asAt?: Date) => Promise<T>;
/** Writes the papers of a meeting as at a moment; the collector of the papers is handed in. */
export type WritePapers = (
  read: Read,
  actor: Actor,
  meeting: FoundMeeting,
  agenda: AgendaItem[],
  cutOff: Date,
) => Promise<ItemPaper[]>;

/** Freezes the papers as at the cut-off: what is read for them is of that moment, and they never change afterwards. */
export async function publishPapers(actor: Actor, input: PublishPapers, write: WritePapers) {
  const read: Read = (run, asAt) => readAs(actor, run, asAt);
  const { meeting, agenda } = await read(async (tx) => ({
    meeting: await toPublish(tx, actor, input),
    agenda: await listAgenda(tx, actor, input.id),
  }));
  const papers = await write(read, actor, meeting, agenda, input.cutOff);
  return changeAs(actor, "meeting.publish", (tx) => publishPapersIn(tx, actor, input, papers));
}

export async function publishPapersIn(tx: Tx, actor: Actor, input: PublishPapers, papers: readonly ItemPaper[]) {
  const meeting = await toPublish(tx, actor, input);
  const { cutOff } = input;
  const items = (await listAgenda(tx, actor, meeting.id)).map((item) => item.id);
  if (papers.some(({ itemId }) => itemId !== null && !items.includes(itemId)))
    throw new Refusal("stale", "The agenda changed while the papers were written. Publish them again.");
  await freeze(tx, actor, meeting, papers, { occasion: "papers", asAt: cutOff });
  await changeRow(tx, actor, meeting, input.version, {
    state: "published",
    touched: true,
    cutOff,
    publishedAt: tx.now,
    publishedBy: actor.personId,
    papersSha256: papersSha256(papers),
  });
  return { id: meeting.id };
}

/** The meeting, if the cut-off lies between the one before it and now, and no longer back than a year. */
async function toPublish(tx: Tx, actor: Actor, { id, cutOff }: PublishPapers): Promise<FoundMeeting> {
  const meeting = await meetingFor(tx, actor, "publish", id);
  const no = (words: string) => new Refusal("conflict", words, { field: "cutOffDate" });
  if (cutOff > tx.now) throw no("That time has not come yet. Papers show what is known.");
  if (londonDay(cutOff) < addDays(londonDay(tx.now), -366))
    throw no("That is more than 12 months ago. Check the date.");
  const previous = await findPrevious(tx, actor, meeting);
  const began = previous && heldAt(previous);
  // What is typed has no seconds.
  if (began && cutOff.getTime() + 60_000 <= began.getTime())
    throw no(`The meeting before this one began on ${formatDateTime(began)}. Papers show what is known since.`);
  return meeting;
}

/** One hash over the hashes of all papers, sorted, so that none can be added, taken out or exchanged. */
function papersSha256(papers: readonly Pick<ItemPaper, "paper">[]): string {
  const each = papers.map(({ paper }) => sha256(paperText(paper)));
  return sha256(each.sort().join("\n"));
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Keeps papers as they are for good. */
export async function freeze(
  tx: Tx,
  actor: Actor,
  meeting: Pick<FoundMeeting, "id" | "serviceIds">,
  papers: readonly ItemPaper[],
  at: { occasion: Occasion; asAt: Date },
) {
  if (papers.length === 0) return;
  await tx.insert(meetingSnapshots).values(
    papers.map(({ itemId, paper }) => ({
      ...childOf(actor, meeting),
      id: randomUUID(),
      itemId,
      occasion: at.occasion,
      section: paper.section,
      asAt: at.asAt,
      content: paperText(paper),
      takenBy: actor.personId,
      takenAt: tx.now,
    })),
  );
}
