import { formatDate, londonDay } from "#lib/dates.ts";
import type { Block } from "#lib/evidence/bag/bundle.ts";
import { extractKinds, extractName } from "#lib/meetings/extract.ts";
import { paragraphsOf } from "#lib/meetings/minute-text.ts";
import { labelOf } from "../shown/labels.ts";
import type { RawRow } from "./register.ts";
import { instantOf, numberOf, oneOf, type Teller, textOf } from "./story.ts";
import { type Names, wordsOf } from "./words.ts";

const extracts = "minute_extracts";

/** An extract as it was signed: the words, the answer and its reason, what was added since, and whose signature holds it. */
export const minutesStory: Teller = {
  table: extracts,
  asRows: {
    table: extracts,
    heading: "Earlier extracts",
    columns: [
      ["committee", "Committee", 2],
      ["held_at", "Held", 1.6],
      ["words", "As signed", 4],
      ["outcome", "Outcome", 1.4],
    ],
  },
  tell: (row, { names }) => ({
    reference: names.references.get(row.id) ?? "",
    title: [nameOf(row), textOf(row, "committee")].filter(Boolean).join(", "),
    standfirst: whenAndWhere(row),
    margin: [textOf(row, "outcome") ?? ""].filter(Boolean),
    answer: null,
    blocks: [
      ...said(row, "words", "As signed"),
      ...said(row, "because", "Because"),
      ...said(row, "addenda", "Added to these minutes after they were signed"),
      facts(row, names),
    ],
    gaps: [],
  }),
};

function nameOf(row: RawRow): string {
  const kind = oneOf(extractKinds, row.kind) ?? "note";
  return extractName({ kind, number: textOf(row, "number") ?? "", itemPosition: numberOf(row, "item_position") ?? 0 });
}

function whenAndWhere(row: RawRow): string {
  const held = instantOf(row, "held_at");
  const day = held ? `${formatDate(londonDay(new Date(held)))}. ` : "";
  return `${day}Item ${numberOf(row, "item_position") ?? ""}, ${textOf(row, "item") ?? ""}. An extract: the rest of these minutes is not included.`;
}

function said(row: RawRow, column: string, heading: string): Block[] {
  const words = textOf(row, column);
  return words ? [{ kind: "text", heading, note: null, paragraphs: paragraphsOf(words) }] : [];
}

const listed = ["meeting_reference", "service_ids", "outcome", "facts", "signed_post", "signed_at", "quorate"] as const;

function facts(row: RawRow, names: Names): Block {
  const alone = row.signed_alone === true ? (["signed_alone"] as const) : [];
  const decided = (column: string) => row.kind === "decision" || (column !== "outcome" && column !== "facts");
  const told = [...listed.filter(decided), ...alone, "signed_sha256"];
  return {
    kind: "facts",
    heading: "The signed minutes",
    note: null,
    facts: told
      .filter((column) => column !== "facts" || textOf(row, "facts"))
      .map((column) => ({
        label: labelOf(extracts, column),
        value: wordsOf(extracts, column, row[column], names),
      })),
  };
}
