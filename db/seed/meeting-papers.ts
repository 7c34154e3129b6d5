import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { CastKey, Story } from "#db/seed/story.ts";
import { openItemIn } from "#lib/meetings/commands/open-item.ts";
import { publishPapersIn } from "#lib/meetings/commands/publish.ts";
import { findMeeting, listAgenda } from "#lib/meetings/queries/meeting.ts";
import { writeItem, writePapers } from "#lib/papers/write.ts";

const whole = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

/**
 * Reads what was recorded by a moment of the story, within the transaction that tells a chapter: chapters are told out
 * of their order, so the tables themselves already hold what came later.
 */
async function back<T>(tx: Tx, moment: Date, run: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.execute(sql`select guard.look_back(${moment.toISOString()}::timestamptz)`);
  try {
    const then: Tx = Object.create(tx, { now: { value: moment } });
    return await run(then);
  } finally {
    await tx.execute(sql`set local search_path to default`);
    await tx.execute(sql`set local holdfast.as_at = ''`);
  }
}

/** Publishes a meeting's papers as at a cut-off, some minutes after it. */
export async function tellPapers(story: Story, id: string, by: CastKey, cutOffAt: Date): Promise<void> {
  const cutOff = whole(cutOffAt);
  const published = new Date(cutOff.getTime() + 5 * 60_000);
  await story.as(by, "meeting.publish", published, async (tx, actor) => {
    const meeting = await findMeeting(tx, actor, id);
    if (!meeting) throw new Error("The meeting is not told yet.");
    const agenda = await listAgenda(tx, actor, id);
    const papers = await writePapers((run, asAt) => back(tx, asAt ?? published, run), actor, meeting, agenda, cutOff);
    await publishPapersIn(tx, actor, { id, version: meeting.version, cutOff }, papers);
  });
}

/** The meeting comes to an item of its agenda, and the figures of that moment are frozen once more. */
export async function tellOpened(story: Story, id: string, by: CastKey, position: number, at: Date): Promise<void> {
  await story.as(by, "meeting.open-item", at, async (tx, actor) => {
    const item = (await listAgenda(tx, actor, id)).find((one) => one.position === position);
    if (!item) throw new Error("That item is not on the agenda.");
    await openItemIn(tx, actor, { id, itemId: item.id }, (_, who, meeting, one, previous) =>
      back(tx, tx.now, (then) => writeItem(then, who, meeting, one, previous)),
    );
  });
}
