import { type Role, roleLabels } from "#lib/access/roles.ts";
import { formatDateTime } from "#lib/dates.ts";
import type { DocumentDecision, DocumentItem, DocumentWords, MinutesDocument } from "./document.ts";

export const extractStates = ["marked", "withdrawn"] as const;

/** What can be an extract: words and decisions. An action leaves by its own register. */
export const extractKinds = ["note", "challenge", "decision"] as const;
export type ExtractKind = (typeof extractKinds)[number];

export type ExtractPlace = { kind: ExtractKind; number: string; itemPosition: number };
/** How a minute is called away from its page: "Decision 4.1", "Challenge, item 4". */
export function extractName({ kind, number, itemPosition }: ExtractPlace): string {
  if (kind === "challenge") return `Challenge, item ${itemPosition}`;
  return `${kind === "decision" ? "Decision" : "Minute"} ${number}`;
}

export type SignedMinute = ExtractPlace & {
  item: string;
  words: string;
  outcome: string | null;
  facts: string | null;
  because: string | null;
};

type Sought = { itemPosition: number } & ({ decision: string } | { kind: "note" | "challenge"; nth: number });

/**
 * One minute as the signature holds it: a decision by its number, a note or a challenge by its place among those of its
 * kind under the item. Whose own words it is stays behind.
 */
export function signedMinute(signed: Pick<MinutesDocument, "items">, sought: Sought): SignedMinute | undefined {
  const item = signed.items.find(({ position }) => position === sought.itemPosition);
  if (!item) return undefined;
  const block = "decision" in sought ? decisionOf(item, sought.decision) : wordsOf(item, sought.kind)[sought.nth];
  return (
    block && { ...saidOf(block), kind: block.kind, number: block.number, itemPosition: item.position, item: item.title }
  );
}

const decisionOf = ({ blocks }: DocumentItem, number: string) =>
  blocks.find((block): block is DocumentDecision => block.kind === "decision" && block.number === number);

const wordsOf = ({ blocks }: DocumentItem, kind: "note" | "challenge") =>
  blocks.filter((block): block is DocumentWords => block.kind === kind);

function saidOf(block: DocumentWords | DocumentDecision) {
  if (block.kind !== "decision")
    return { words: block.paragraphs.join("\n\n"), outcome: null, facts: null, because: null };
  const { question, outcome, facts, because } = block;
  return { words: question, outcome, facts: facts.length > 0 ? facts.join(". ") : null, because };
}

/** An addendum as it travels with an extract: by role and time, never by name. */
export function addendumLine(one: { writtenAt: Date; writtenRole: Role; words: string }): string {
  return `${formatDateTime(one.writtenAt)}, ${roleLabels[one.writtenRole].toLowerCase()}: ${one.words}`;
}
