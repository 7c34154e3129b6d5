import "server-only";
import { asc, eq } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { meetingSnapshots } from "#db/schema/meetings.ts";
import { wordOf } from "#lib/words.ts";
import { occasions } from "../meeting.ts";
import { readContent } from "../paper-content.ts";

export type Snapshot = Awaited<ReturnType<typeof listSnapshots>>[number];

/** Everything that was frozen for a meeting, oldest first. */
export async function listSnapshots(tx: Tx, actor: Context, meetingId: string) {
  const rows = await tx
    .select({
      id: meetingSnapshots.id,
      itemId: meetingSnapshots.itemId,
      occasion: meetingSnapshots.occasion,
      asAt: meetingSnapshots.asAt,
      content: meetingSnapshots.content,
      sha256: meetingSnapshots.sha256,
      takenBy: meetingSnapshots.takenBy,
      takenAt: meetingSnapshots.takenAt,
    })
    .from(meetingSnapshots)
    .where(own(meetingSnapshots, actor, eq(meetingSnapshots.recordId, meetingId)))
    .orderBy(asc(meetingSnapshots.takenAt), asc(meetingSnapshots.section), asc(meetingSnapshots.id));
  return rows.map(({ content, ...row }) => ({
    ...row,
    occasion: wordOf(occasions, row.occasion),
    paper: readContent(content),
  }));
}
