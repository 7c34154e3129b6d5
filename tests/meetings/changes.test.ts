import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import type { Role } from "#lib/access/roles.ts";
import { changesSince } from "#lib/meetings/changes.ts";
import { type Paper, type PaperRow, type PaperTable, paperText } from "#lib/meetings/paper.ts";
import { readContent } from "#lib/meetings/paper-content.ts";
import { linkedFor } from "#lib/papers/opens.ts";
import { samplePaper } from "./paper-samples.ts";

const row = (id: string, state: string): PaperRow => ({
  id,
  reference: id.toUpperCase(),
  cells: [`Risk ${id}`, state],
  mark: { cell: 1, shape: "bad" },
});
const table = (rows: PaperRow[], more: Partial<PaperTable> = {}): PaperTable => ({
  key: "above",
  title: "Above appetite",
  columns: ["Risk", "Score"],
  none: "None.",
  more: 0,
  rows,
  ...more,
});
const paper = (tables: PaperTable[], value = "1"): Paper => ({
  ...samplePaper(0),
  figures: [{ key: "above", value, label: "above appetite" }],
  tables,
});

describe("what changed since the meeting before", () => {
  test("figures that moved, rows that are new, moved or gone, each told once", () => {
    const before = paper([table([row("a", "16"), row("b", "20")])]);
    const now = paper([table([row("a", "25"), row("c", "15")]), table([row("c", "15")], { key: "top" })], "2");
    expect(changesSince(before, now)).toEqual([
      { what: "Above appetite", was: "1", is: "2" },
      { what: "A Risk a", was: "16", is: "25" },
      { what: "C Risk c", was: "Not listed", is: "Above appetite: 15" },
      { what: "B Risk b", was: "Above appetite: 20", is: "Not listed" },
    ]);
    expect(changesSince(now, now)).toEqual([]);
  });

  test("of a service it says what its figures count", () => {
    const services = (...cells: string[]) =>
      paper([table([{ id: "a", reference: "", cells, mark: { cell: 0, shape: "bad" } }], { key: "services" })]);
    const before = services("Weir Lane", "0", "0", "None recorded");
    expect(changesSince(before, services("Weir Lane", "2", "1", "14"))).toEqual([
      {
        what: "Weir Lane",
        was: "0 above appetite, 0 overdue, no risk recorded",
        is: "2 above appetite, 1 overdue, 14 open",
      },
    ]);
  });

  test("of a table that was cut off nothing is said to be new or gone", () => {
    const cut = (rows: PaperRow[]) => paper([table(rows, { more: 3 })]);
    expect(changesSince(cut([row("a", "16")]), cut([row("b", "16")]))).toEqual([]);
  });

  test("what counts the time since the meeting is compared with nothing", () => {
    const once = (id: string): Paper => ({
      ...paper([table([row(id, "16")], { compare: false })]),
      figures: [{ key: "held", value: id, label: "held since", compare: false }],
    });
    expect(changesSince(once("a"), once("b"))).toEqual([]);
  });
});

test("a paper is read back from its text as it was, and its text is the same bytes in any order of its keys", () => {
  const whole = samplePaper();
  expect(readContent(paperText(whole))).toEqual(whole);
  expect(paperText(readContent(paperText(whole)))).toBe(paperText(whole));
  expect(() => readContent('{"section":"risks"}')).toThrow();
});

test("a reader is led only into rooms that are open to their role", () => {
  const asked: Paper = {
    ...samplePaper(0),
    figures: ["/risks?view=above", "/disruptions?view=open", "/disruptions?view=closed", "/access/requests"].map(
      (href) => ({ key: href, value: "1", label: "x", href }),
    ),
  };
  const opened = (role: Role) => {
    const actor: Pick<Actor, "role"> = { role };
    return linkedFor(actor, asked, new Set()).figures.flatMap((figure) => figure.href ?? []);
  };
  expect(opened("board-member")).toEqual(["/risks?view=above", "/disruptions?view=closed"]);
  expect(opened("nominated-individual")).toHaveLength(4);
  expect(opened("digital-lead")).toEqual(["/risks?view=above", "/disruptions?view=open", "/disruptions?view=closed"]);
});
