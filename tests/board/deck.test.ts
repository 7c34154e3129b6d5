import { describe, expect, test } from "vitest";
import { type DeckGiven, type DeckItem, deckOf } from "#lib/board/deck.ts";
import { answerSize, mostFigures } from "#lib/board/screen.ts";
import { unlisted } from "#lib/meetings/changes.ts";
import type { Paper, PaperSection } from "#lib/meetings/paper.ts";
import { type Section, sectionWords } from "#lib/meetings/section.ts";

const asAt = "2026-11-24T09:00:00.000Z";
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `row-${at}`,
    reference: `R-${at}`,
    cells: [`Risk ${at}`, "16, extreme", "12", "Owner", "Weir Lane"],
    mark: { cell: 1, shape: "bad" as const },
  }));

function paper(section: PaperSection, more: Partial<Paper> = {}): Paper {
  return {
    section,
    asAt,
    sentence: `The answer of ${section}.`,
    figures: ["open", "extreme", "above", "review"].map((key) => ({ key, value: "1", label: key })),
    tables: [
      {
        key: "above",
        title: "Above",
        columns: ["Risk", "Score", "Limit", "Owner", "Where"],
        rows: many(12),
        more: 30,
        none: "",
      },
    ],
    notAssured: [`Unsure of ${section}.`],
    since: { at: "2026-10-29T10:00:00.000Z", shown: true, changes: [{ what: "open", was: "2", is: "1" }] },
    ...more,
  };
}

const item = (position: number, title: string, section: Section | null, minutes = 10): DeckItem => ({
  id: `item-id-${position}`,
  position,
  title,
  section,
  minutes,
  presenter: null,
});

const agenda = [
  item(1, "Welcome", "apologies-quoracy"),
  item(2, "Digital resilience", "disruptions", 20),
  item(3, "Finance", null),
];
const papers = (["position", "risks", "disruptions", "exercises", "minutes-actions"] as const).map((one) => paper(one));
const question = (id: string, itemId: string, asks: "approve" | "accept-risk", number: string) => ({
  id,
  itemId,
  number,
  question: `Question ${number}`,
  recommendation: null,
  asks,
  version: 1,
  options: [],
  committees: [],
});

const deck = (more: Partial<DeckGiven> = {}) => deckOf({ agenda, papers, frozen: false, decisions: [], ...more });

test("an item under a name of its own keeps its own screen, also where questions are put under it", () => {
  const named = [...agenda, item(4, "Any other business", "decisions"), item(5, sectionWords.decisions, "decisions")];
  const screens = deck({ agenda: named, decisions: [question("a", "item-id-4", "approve", "4.1")] });
  expect(screens.map(({ title }) => title)).toContain("Any other business");
  expect(screens.find(({ id }) => id === "item-4")?.decision?.number).toBe("4.1");
  expect(screens.filter(({ agenda: place }) => place?.position === 5).map(({ id }) => id)).toEqual(["decisions"]);
});

describe("the screens of a meeting", () => {
  test("seven stand before the agenda's own, and an item with a screen of its own there is not shown twice", () => {
    const screens = deck();
    expect(screens.map(({ id }) => id)).toEqual([
      "position",
      "change",
      "risks",
      "disruptions",
      "tests",
      "actions",
      "decisions",
      "item-1",
      "item-3",
    ]);
    expect(screens[3]?.agenda).toMatchObject({ itemId: "item-id-2", minutes: 20, title: "Digital resilience" });
  });

  test("each has one answer, at most three figures and one picture, and no more rows than fit", () => {
    for (const { answer, figures, bars, table } of deck()) {
      expect(answer).toMatch(/\.$/);
      expect(figures.length).toBeLessThanOrEqual(mostFigures);
      expect(bars && table).toBeUndefined();
      expect(table?.rows.length ?? 0).toBeLessThanOrEqual(7);
    }
  });

  test("rows that do not fit are counted, and a decision takes the room of two", () => {
    const plain = deck()[2]?.table;
    expect([plain?.rows.length, plain?.more]).toEqual([7, 35]);
    const asked = deck({ decisions: [question("a", "item-id-2", "accept-risk", "2.1")] })[2]?.table;
    expect([asked?.rows.length, asked?.more]).toEqual([5, 37]);
  });

  test("a table keeps its reference, its marked state and few columns", () => {
    expect(deck()[2]?.table?.columns).toEqual(["Record", "Risk", "Score", "Where"]);
    expect(deck()[2]?.table?.rows[0]).toEqual({
      id: "row-0",
      cells: ["R-0", "Risk 0", "16, extreme", "Weir Lane"],
      mark: { cell: 2, shape: "bad" },
    });
  });

  test("a chart takes the table's place and leaves out, but counts, what has no room", () => {
    const rows = Array.from({ length: 9 }, (_, at) => ({ label: `Service ${at}`, values: [at, 1] }));
    const position = paper("position", { bars: { title: "By service", series: ["Overdue", "Above"], rows } });
    const screen = deckOf({ agenda, papers: [position], frozen: false, decisions: [] })[0];
    expect([screen?.bars?.rows.length, screen?.bars?.more, screen?.table]).toEqual([7, 2, undefined]);
  });

  test("a paper that was frozen as the meeting came to its item says so; the others are of the papers", () => {
    const screens = deck({ frozen: true, opened: ["risks"] });
    expect(screens.find(({ id }) => id === "risks")).toMatchObject({ frozenAt: asAt, asOpened: true });
    expect(screens[0]?.asOpened).toBeUndefined();
    expect(deck({ opened: ["risks"] }).find(({ id }) => id === "risks")).toMatchObject({ liveAt: null });
  });

  test("figures say whether they are frozen or live, and of when", () => {
    expect(deck()[0]).toMatchObject({ liveAt: asAt, frozenAt: null });
    expect(deck({ frozen: true })[0]).toMatchObject({ liveAt: null, frozenAt: asAt });
  });
});

describe("questions", () => {
  test("stand where they belong: a risk's beside the risks, any other beside its item, one to a screen", () => {
    const decisions = [
      question("a", "item-id-2", "approve", "2.1"),
      question("b", "item-id-2", "accept-risk", "2.2"),
      question("c", "item-id-2", "approve", "2.3"),
      question("d", "item-id-3", "approve", "3.1"),
    ];
    const placed = deck({ decisions }).flatMap(({ id, decision }) => (decision ? [[id, decision.number]] : []));
    expect(placed).toEqual([
      ["risks", "2.2"],
      ["disruptions", "2.1"],
      ["decision-2-3", "2.3"],
      ["item-3", "3.1"],
    ]);
  });

  const decided = { outcome: "approve", word: "Approved", shape: "ok", because: "", by: "chair", at: asAt } as const;

  test("are called questions until they have an answer, and decisions then", () => {
    const first = question("a", "item-id-3", "approve", "3.1");
    const second = question("b", "item-id-3", "approve", "3.2");
    const titled = (more: object) =>
      deck({ decisions: [first, { ...second, ...more }] }).find(({ id }) => id === "decision-3-2")?.title;
    expect(titled({})).toBe("Question 3.2");
    expect(titled({ left: true })).toBe("Question 3.2");
    expect(titled({ decided })).toBe("Decision 3.2");
  });

  test("are listed, those without an answer first", () => {
    const decisions = [
      { ...question("a", "item-id-2", "approve", "2.1"), decided },
      question("b", "item-id-3", "approve", "3.1"),
    ];
    const screen = deck({ decisions }).find(({ id }) => id === "decisions");
    expect(screen?.answer).toBe("One question needs the meeting's answer.");
    expect(screen?.table?.rows.map(({ cells }) => cells)).toEqual([
      ["3.1", "Question 3.1", "Not decided"],
      ["2.1", "Question 2.1", "Approved"],
    ]);
  });
});

test("a question with a screen of its own is its headline, and what is recommended stands beneath", () => {
  const first = question("a", "item-id-3", "approve", "3.1");
  const second = { ...question("b", "item-id-3", "approve", "3.2"), recommendation: "The committee recommends it." };
  const screen = deck({ decisions: [first, second] }).find(({ id }) => id === "decision-3-2");
  expect([screen?.answer, screen?.decision?.recommendation]).toEqual(["Question 3.2", "The committee recommends it."]);
});

test("the list of questions is headed by what its rows are, and says where the others stand", () => {
  const back = [{ id: "z", from: "MTG-2026-006", question: "Buy it?", says: "Deferred" }];
  const decisions = [question("a", "item-id-2", "approve", "2.1")];
  const table = (more: Partial<DeckGiven>) => deck(more).find(({ id }) => id === "decisions")?.table;
  expect(table({ decisions })).toMatchObject({ title: "Questions put to the meeting", moreIn: "the minutes" });
  expect(table({ decisions })?.columns[0]).toBe("Number");
  expect(table({ back })).toMatchObject({ title: "Questions that come back" });
  expect(table({ back })?.columns[0]).toBe("From");
  expect(table({ back, decisions })?.columns[0]).toBe("Number or from");
});

test("of a meeting that ended, a question without an answer was not decided", () => {
  const decisions = [{ ...question("a", "item-id-2", "approve", "2.1"), left: true }];
  const screen = deck({ decisions }).find(({ id }) => id === "decisions");
  expect(screen?.answer).toBe("One question was not decided at this meeting.");
});

describe("since last meeting", () => {
  test("a figure says what it counts, and what moved comes before what is new or gone", () => {
    const changes = [
      { what: "R-1 A risk", was: unlisted, is: "Above: 16" },
      { what: "R-2 A risk", was: "Above: 15", is: unlisted },
      { what: "Open", was: "2", is: "1" },
    ];
    const risks = paper("risks", { since: { at: "2026-10-27T10:00:00.000Z", shown: true, changes } });
    const previousOn = "29 October 2026";
    const screen = deckOf({ agenda, papers: [risks], frozen: false, decisions: [], previousOn })[0];
    expect(screen?.table?.rows.map(({ cells }) => cells[0])).toEqual(["Risks: open", "R-1 A risk", "R-2 A risk"]);
    expect(screen?.figures.map(({ value }) => value)).toEqual(["1", "1", "1"]);
    expect(screen?.answer).toBe("One figure or state reads differently from the meeting of 29 October 2026.");
  });

  test("of the services only what they come to is told, not their rows", () => {
    const changes = [
      { what: "Open", was: "2", is: "3" },
      { what: "Weir Lane", was: "1, 2", is: "1, 3" },
    ];
    const position = paper("position", { since: { at: "2026-10-29T10:00:00.000Z", shown: true, changes } });
    const screens = deckOf({ agenda, papers: [position], frozen: false, decisions: [] });
    expect(screens[1]?.table?.rows.map(({ cells }) => cells)).toEqual([["Open", "2", "3"]]);
    expect(screens[0]?.notes.changed).toEqual(["Open: 2, now 3"]);
  });

  test("what nobody wrote a paper of has no screen", () => {
    const ids = deckOf({ agenda, papers: [paper("risks")], frozen: false, decisions: [] }).map(({ id }) => id);
    expect(ids).toEqual(["change", "risks", "decisions", "item-1", "item-2", "item-3"]);
  });

  test("a committee's first meeting says so", () => {
    const first = deckOf({ agenda, papers: [], frozen: false, decisions: [] })[0];
    expect(first?.answer).toContain("no meeting before");
    expect(first?.figures).toEqual([]);
  });
});

test("a longer answer stands smaller", () => {
  expect([100, 150, 240, 600].map((length) => answerSize("x".repeat(length)))).toEqual([
    "large",
    "middle",
    "small",
    "smallest",
  ]);
});
