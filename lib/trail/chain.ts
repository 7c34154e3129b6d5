import { createHash, timingSafeEqual } from "node:crypto";

/** An entry of an organisation's chain; `at` is UTC with microseconds, such as 2026-11-24T09:12:00.000001Z. */
export type ChainEntry = {
  organisationId: string;
  number: number;
  at: string;
  actorId: string;
  verb: string;
  tableName: string;
  rowId: string;
  commitment: Uint8Array;
  previousHash: Uint8Array;
  hash: Uint8Array;
};

export type EntryText = {
  salt: Uint8Array | null;
  before: string | null;
  after: string | null;
  erased: boolean;
};

/** Where a chain stands: before its first entry the number is 0 and the hash 32 zero bytes. */
export type ChainPoint = { number: number; hash: Uint8Array };
export const chainStart: ChainPoint = { number: 0, hash: new Uint8Array(32) };

/** What an entry's hash covers, byte for byte as the database writes it. */
function canonicalText(entry: ChainEntry): string {
  return [
    entry.organisationId,
    entry.number,
    entry.at,
    entry.actorId,
    entry.verb,
    entry.tableName,
    entry.rowId,
    Buffer.from(entry.commitment).toString("hex"),
  ].join("|");
}

function entryHash(previous: Uint8Array, entry: ChainEntry): Buffer {
  return createHash("sha256").update(previous).update(canonicalText(entry), "utf8").digest();
}

/** What an entry promises about its texts, without telling them. */
function commitmentOf(salt: Uint8Array, before: string | null, after: string | null): Buffer {
  return createHash("sha256")
    .update(salt)
    .update(`${before ?? ""}\n${after ?? ""}`, "utf8")
    .digest();
}

/** What is wrong with an entry that should follow a point, or undefined. */
export function entryProblem(point: ChainPoint, entry: ChainEntry): string | undefined {
  const due = point.number + 1;
  if (entry.number > due) return `entry ${due} is missing`;
  if (entry.number < due) return `entry ${entry.number} stands where entry ${due} should`;
  if (!same(entry.previousHash, point.hash)) return `entry ${due} does not follow the entry before it`;
  if (!same(entry.hash, entryHash(point.hash, entry))) return `entry ${due} is not what was written`;
  return undefined;
}

/** What is wrong with an entry's texts, or undefined. An erased entry must have none left. */
export function textProblem(entry: ChainEntry, text: EntryText | undefined): string | undefined {
  if (!text) return `the text of entry ${entry.number} is missing`;
  const empty = text.salt === null && text.before === null && text.after === null;
  if (text.erased) return empty ? undefined : `entry ${entry.number} is marked as erased and still has a text`;
  if (text.salt === null) return `the text of entry ${entry.number} is gone and nothing says that it was erased`;
  return same(entry.commitment, commitmentOf(text.salt, text.before, text.after))
    ? undefined
    : `the text of entry ${entry.number} is not what was written`;
}

/** What is wrong with the end of a chain, given what the head says, or undefined. */
export function headProblem(point: ChainPoint, head: ChainPoint): string | undefined {
  if (head.number > point.number) return `entry ${point.number + 1} is missing: the head counts ${head.number}`;
  if (head.number < point.number) return `entry ${head.number + 1} is beyond the head`;
  return same(head.hash, point.hash) ? undefined : `the head differs from entry ${point.number}`;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
