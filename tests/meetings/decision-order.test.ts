import { expect, test } from "vitest";
import { decisionsAsSigned } from "#lib/meetings/as-signed.ts";
import { decisionsInOrder } from "#lib/meetings/minute.ts";

const block = (id: string, itemId: string, decisionId: string | null = null) => ({ id, itemId, decisionId });
const blocks = [
  block("note 4", "four"),
  block("4.3", "four", "c"),
  block("5.1", "five", "d"),
  block("note 4 again", "four"),
  block("4.1", "four", "a"),
];
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);

test("an item's decisions stand in the order of their numbers, and its notes where they were", () => {
  const ranks: Record<string, number> = { a: 1, c: 3, d: 1 };
  expect(ids(decisionsInOrder(blocks, (id) => ranks[id] ?? 0))).toEqual([
    "note 4",
    "4.1",
    "5.1",
    "note 4 again",
    "4.3",
  ]);
});

test("minutes that were signed in another order are read in that order", () => {
  const decision = (number: string) => ({
    ...{ kind: "decision" as const, number, question: "So?", shape: "ok" as const, outcome: "Approved" },
    ...{ facts: [], because: null },
  });
  const item = (position: number, numbers: string[]) => ({
    ...{ position, title: "Item", says: "", figures: null },
    blocks: numbers.map(decision),
  });
  const signed = { items: [item(4, ["4.3", "4.1"]), item(5, ["5.1"])] };
  const question = (id: string, itemPosition: number, position: number) => ({ id, itemPosition, position });
  const decisions = [question("a", 4, 1), question("c", 4, 3), question("d", 5, 1)];
  const now = decisionsInOrder(blocks, (id) => (id === "c" ? 3 : 1));
  expect(ids(decisionsAsSigned(now, decisions, signed))).toEqual(ids(blocks));
});
