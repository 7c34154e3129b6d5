import { chmodSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseUser, mustReach } from "#lib/run/database-user.ts";
import { commandOf, isAlive } from "#lib/run/leftover.ts";
import { refuse } from "#lib/run/refusals.ts";

export type DataFolder = { root: string; database: string; files: string; bundles: string; release(): void };

const NEEDED_MB = 500;

/** Makes or finds the data folder, refuses one that cannot serve, and keeps it for this process alone. */
export function openDataFolder(root: string): DataFolder {
  const user = databaseUser();
  mustReach(root, user);
  mkdirSync(root, { recursive: true });
  chmodSync(root, user ? 0o711 : 0o700);
  mustReach(join(root, "database"), user);
  mustHaveRoom(root);
  const release = keep(root);
  const files = join(root, "files");
  const bundles = join(root, "bundles");
  for (const folder of [files, bundles]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { root, database: join(root, "database"), files, bundles, release };
}

export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1_000_000);
}

export function mustHaveRoom(folder: string, measure = freeMegabytes): void {
  const free = measure(folder);
  if (free < NEEDED_MB) throw refuse("disk-full", { free, folder, needed: NEEDED_MB });
}

function keep(root: string): () => void {
  const note = join(root, "holdfast.pid");
  const pid = holder(note);
  if (pid) throw refuse("already-running", { pid, folder: root });
  writeFileSync(note, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(note, { force: true });
}

/** The live process named in the note, unless its number now belongs to another program. */
function holder(note: string): number | undefined {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(note, "utf8"), 10);
  } catch {
    return undefined;
  }
  if (!Number.isInteger(pid) || pid === process.pid || !isAlive(pid)) return undefined;
  const command = commandOf(pid);
  return command === undefined || command.includes("lib/run/") ? pid : undefined;
}
