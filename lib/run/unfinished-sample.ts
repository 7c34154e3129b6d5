import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DataFolder } from "#lib/run/data-folder.ts";
import { refuse } from "#lib/run/refusals.ts";

type Folder = Pick<DataFolder, "root" | "database" | "files" | "bundles">;

const note = (data: Folder) => join(data.root, "sample-unfinished");

/** Writes the sample, with a note beside it until it is whole: a start that is stopped meanwhile leaves the note. */
export async function writeWhole<T>(data: Folder, write: () => Promise<T>): Promise<T> {
  writeFileSync(note(data), "The sample organisations are being written.\n");
  const written = await write();
  rmSync(note(data), { force: true });
  return written;
}

/**
 * Opens the database, and an empty one in the place of one whose sample was never written to its end: nothing else can be
 * in it. A server of somebody else's is left alone and refused.
 */
export async function openForSample<Database extends { stop(): Promise<void> }>(
  data: Folder,
  given: string | undefined,
  open: () => Promise<Database>,
  log: (line: string) => void,
): Promise<Database> {
  if (!existsSync(note(data))) return open();
  if (given) throw refuse("sample-unfinished", { folder: data.root });
  log("The sample organisations were not written to their end the last time: they are made anew.");
  const before = await open();
  await before.stop();
  rmSync(data.database, { recursive: true, force: true });
  for (const folder of [data.files, data.bundles]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  rmSync(note(data), { force: true });
  return open();
}
