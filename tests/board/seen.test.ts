import { expect, test } from "vitest";
import { seenPapers } from "#lib/board/show.ts";
import type { Paper } from "#lib/meetings/paper.ts";

const paper = (section: Paper["section"], asAt: string, sentence: string): Paper => ({
  ...{ section, asAt, sentence },
  ...{ figures: [], tables: [], notAssured: [] },
});
const since = { at: "2026-10-22T09:00:00.000Z", shown: true, changes: [] };

test("the screen shows what was frozen as the meeting came to the item, the last time it did; else the papers", () => {
  const snapshot = (section: Paper["section"], asAt: string, sentence: string) => ({
    ...{
      id: asAt,
      itemId: "item",
      occasion: "opened" as const,
      asAt: new Date(asAt),
      sha256: "",
      takenBy: "somebody",
      takenAt: new Date(),
    },
    paper: paper(section, asAt, sentence),
  });
  const { papers, opened } = seenPapers({
    papers: [
      { itemId: null, paper: paper("position", "2026-11-20T09:00:00.000Z", "All is well.") },
      { itemId: "item", paper: { ...paper("risks", "2026-11-20T09:00:00.000Z", "Two risks."), since } },
    ],
    opened: [
      snapshot("risks", "2026-11-26T10:00:00.000Z", "Three risks."),
      snapshot("risks", "2026-11-26T10:40:00.000Z", "Four risks."),
    ],
  });
  expect(papers.map(({ sentence }) => sentence)).toEqual(["All is well.", "Four risks."]);
  expect(papers[1]?.since).toEqual(since);
  expect([...new Set(opened)]).toEqual(["risks"]);
});
