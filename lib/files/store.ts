import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Refusal } from "#lib/refusal.ts";
import { tellContent } from "./content.ts";
import { type MediaType, maxBytes, type Tags } from "./file.ts";
import { findTags } from "./metadata.ts";
import { storedPath } from "./place.ts";

/** An original on disk under its own SHA-256, whole and flushed; the row may now be written. */
export type Stored = { sha256: string; bytes: number; type: MediaType; tags: Tags };

/** What the browser says it sent, if it could work it out. */
export type Expected = { sha256?: string | undefined; bytes?: number | undefined };

/**
 * Keeps one upload: temporary file, flush, length and fingerprint compared, told by content, renamed into its
 * content-addressed place, folders flushed. Whatever goes wrong before the rename leaves nothing behind; `alone` settles
 * once it is known that the form brought no other file.
 */
export async function store(upload: Readable, name: string, expected: Expected, alone: Promise<void>): Promise<Stored> {
  const path = join(await incomingFolder(), randomUUID());
  const file = await open(path, "wx+", 0o600);
  try {
    const { sha256, bytes } = await write(upload, file);
    mustBeWhole({ sha256, bytes }, expected);
    await file.sync();
    const found = await tellContent(file, bytes, name);
    if (!found.ok) throw new Refusal("conflict", found.reason);
    const tags = await findTags(file, bytes, found.type);
    await alone;
    await settle(path, storedPath(sha256));
    return { sha256, bytes, type: found.type, tags };
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

export class TooLarge extends Refusal {
  constructor() {
    super("conflict", "The file is larger than 50 MB. Make it smaller, or attach it in parts.");
  }
}

async function write(upload: Readable, file: FileHandle): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  // Not destroyed on a refusal: the rest is still read, so that the browser comes to the answer.
  for await (const part of upload.iterator({ destroyOnReturn: false })) {
    const piece: Uint8Array = part;
    bytes += piece.length;
    if (bytes > maxBytes) throw new TooLarge();
    hash.update(piece);
    await file.writeFile(piece);
  }
  return { sha256: hash.digest("hex"), bytes };
}

function mustBeWhole(got: { sha256: string; bytes: number }, expected: Expected): void {
  if (got.bytes === 0) throw new Refusal("conflict", "The file is empty, or none was chosen. Choose one.");
  const short = expected.bytes !== undefined && expected.bytes !== got.bytes;
  const changed = expected.sha256 !== undefined && expected.sha256 !== got.sha256;
  if (short || changed) {
    throw new Refusal("conflict", "The file did not arrive as it was sent, so it was not kept. Send it again.");
  }
}

async function settle(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, to);
  // The new name has to be on disk before the row is, and so have the folders that lead to it.
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) await flushFolder(each);
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function incomingFolder(): Promise<string> {
  const root = process.env.HOLDFAST_FILES;
  if (!root) throw new Error("HOLDFAST_FILES is not set.");
  const folder = join(root, "incoming");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

const day = 86_400_000;

/** Removes what uploads that were cut by a crash left behind a day ago or earlier; answers how many. */
export async function sweepIncoming(now: Date): Promise<number> {
  const folder = await incomingFolder();
  let swept = 0;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || now.getTime() - found.mtimeMs < day) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}
