import type { Block } from "#lib/evidence/bag/bundle.ts";
import type { RawRow } from "./register.ts";
import { cellOf, rowsOf, type Told, table } from "./story.ts";
import { wordsOf } from "./words.ts";

const reviews = "disruption_reviews";
const factors = "review_factors";

/** In the order in which a review is written; what was left empty is not told. */
const written = [
  ["expected", "What should have happened"],
  ["difference", "Why it was different"],
  ["what_worked", "What worked well"],
  ["harm", "Was anybody harmed?"],
  ["answer_facts", "What the answer rests on"],
  ["method", "How it was reviewed"],
  ["held_at", "Review held"],
] as const;

const columns = [
  ["element", "Where it arose", 2],
  ["cause", "Kind", 1.6],
  ["says", "Contributing factor", 4],
] as const;

/** What the review of a disruption found, in the words that were signed; nothing before they were. What happened is told before it. */
export function reviewOf(disruption: RawRow, { registers, names }: Told): Block[] {
  const [review] = rowsOf(registers, reviews, disruption);
  if (!review) return [];
  const facts = written.flatMap(([column, label]) => {
    const value = wordsOf(reviews, column, review[column], names);
    return value ? [{ label, value }] : [];
  });
  const rows = rowsOf(registers, factors, disruption).map((row) =>
    columns.map(([column]) => cellOf(factors, row, column, names)),
  );
  return [
    { kind: "facts", heading: "What the review found", note: null, facts },
    ...(rows.length > 0 ? [table("Contributing factors", columns, rows)] : []),
  ];
}
