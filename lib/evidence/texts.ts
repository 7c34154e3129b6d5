import { createHash } from "node:crypto";

/** A free text that leaves, as it is listed for a person to read before the issue. */
export type ListedText = {
  recordId: string | null;
  source: string;
  field: string;
  words: string;
  kinds: readonly string[];
};

/** SHA-256 of the list in its order. The trail keeps it: a text that was changed or taken off the list is noticed. */
export function textsSum(texts: readonly ListedText[]): string {
  const sum = createHash("sha256");
  for (const { recordId, source, field, words, kinds } of texts)
    sum.update(`${JSON.stringify([recordId, source, field, words, kinds])}\n`);
  return sum.digest("hex");
}
