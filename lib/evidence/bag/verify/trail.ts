import type { Checkpoint } from "#lib/evidence/bag/layout.ts";
import { checkpointText } from "#lib/evidence/bag/layout.ts";
import { textOf } from "#lib/evidence/bag/verify/manifests.ts";
import type { ReadBag } from "#lib/evidence/bag/verify/read-bag.ts";
import type { PublicKey } from "#lib/evidence/bag/verify/signature.ts";
import { isSignedBy } from "#lib/evidence/bag/verify/signature.ts";
import { Wrong } from "#lib/evidence/bag/verify/source.ts";

export const CHECKPOINT = "data/trail/checkpoint.txt";
export const CHECKPOINT_SIGNATURE = "data/trail/checkpoint.sig";
export const ENTRIES = "data/trail/entries.json";

interface Link {
  readonly number: number;
  readonly hash: string;
  readonly previousHash: string;
}

function readCheckpoint(text: string): Checkpoint {
  const lines = new Map(
    text.split("\n").map((line) => [line.split(": ")[0] ?? "", line.split(": ").slice(1).join(": ")]),
  );
  const checkpoint = {
    organisationId: lines.get("Organisation") ?? "",
    number: Number(lines.get("Entry")),
    hash: lines.get("Hash") ?? "",
    at: lines.get("At") ?? "",
  };
  if (
    checkpointText(checkpoint) !== text ||
    !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(checkpoint.organisationId) ||
    !isInstant(checkpoint.at) ||
    !/^[0-9a-f]{64}$/.test(checkpoint.hash) ||
    !Number.isSafeInteger(checkpoint.number)
  ) {
    throw new Wrong(CHECKPOINT, "is not a checkpoint of a trail");
  }
  return checkpoint;
}

function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

function isLink(value: unknown): value is Link {
  if (typeof value !== "object" || value === null) return false;
  const { number, hash, previousHash } = { number: null, hash: null, previousHash: null, ...value };
  const hashes = [hash, previousHash].every((text) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text));
  return hashes && Number.isSafeInteger(number);
}

/** An extract leaves entries out, so neighbours by number must join, and none may stand after the checkpoint. */
export function checkLinks(entries: readonly unknown[], checkpoint: Checkpoint): void {
  let before: Link | null = null;
  for (const entry of entries) {
    if (!isLink(entry)) throw new Wrong(ENTRIES, "holds something that is not an entry of a trail");
    if (entry.number < 1 || (before && entry.number <= before.number))
      throw new Wrong(ENTRIES, `is out of order at entry ${entry.number}`);
    if (entry.number > checkpoint.number)
      throw new Wrong(ENTRIES, `holds entry ${entry.number}, which is after the checkpoint`);
    if (before && entry.number === before.number + 1 && entry.previousHash !== before.hash) {
      throw new Wrong(ENTRIES, `does not join: entry ${entry.number} does not follow entry ${before.number}`);
    }
    before = entry;
  }
  if (before && before.number === checkpoint.number && before.hash !== checkpoint.hash) {
    throw new Wrong(CHECKPOINT, `is not the hash of entry ${checkpoint.number}`);
  }
}

export async function checkTrail(bag: ReadBag, key: PublicKey): Promise<Checkpoint> {
  const text = await bag.bytesOf(CHECKPOINT);
  const checkpoint = readCheckpoint(textOf(text, CHECKPOINT));
  const signature = await bag.bytesOf(CHECKPOINT_SIGNATURE);
  if (signature.length !== 64 || !(await isSignedBy(key, text, signature))) {
    throw new Wrong(CHECKPOINT_SIGNATURE, `does not fit ${CHECKPOINT} and the key of this bundle`);
  }
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(textOf(await bag.bytesOf(ENTRIES), ENTRIES));
  } catch {
    throw new Wrong(ENTRIES, "is not JSON");
  }
  const entries = typeof parsed === "object" && parsed !== null && "entries" in parsed ? parsed.entries : null;
  if (!Array.isArray(entries)) throw new Wrong(ENTRIES, "holds no entries");
  checkLinks(entries, checkpoint);
  return checkpoint;
}
