import "server-only";
import type { WriteItem } from "#lib/meetings/commands/open-item.ts";
import type { WritePapers } from "#lib/meetings/commands/publish.ts";
import { findPrevious } from "#lib/meetings/queries/meeting.ts";
import { isFigured } from "#lib/meetings/section.ts";
import { collectPapers } from "./collect.ts";
import { askOf, placed, tellSince, wanted } from "./show.ts";

/** The papers that are published: read as at the cut-off, each with what changed since the meeting before. */
export const writePapers: WritePapers = async (read, actor, meeting, agenda, cutOff) => {
  const previous = await read((tx) => findPrevious(tx, actor, meeting));
  const ask = askOf(meeting, previous);
  const papers = await read((tx) => collectPapers(tx, actor, ask, wanted(agenda), cutOff), cutOff);
  return placed(agenda, await tellSince(read, actor, meeting, previous, papers));
};

/** The live figures of one item as the meeting opens it. */
export const writeItem: WriteItem = (tx, actor, meeting, item, previous) =>
  isFigured(item.section)
    ? collectPapers(tx, actor, askOf(meeting, previous), [item.section], tx.now)
    : Promise.resolve([]);
