import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { refuse } from "#lib/run/refusals.ts";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** What a process was started with, where the system tells it (Linux); elsewhere nothing. */
export function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return undefined;
  }
}

/** A server that outlived its Holdfast is stopped; a process number that now belongs to another program is left alone. */
export async function stopLeftover(folder: string, patience = 10_000): Promise<"none" | "stopped"> {
  const note = join(folder, "postmaster.pid");
  if (!existsSync(note)) return "none";
  const pid = Number.parseInt(readFileSync(note, "utf8"), 10);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return "none";
  const command = commandOf(pid);
  if (command !== undefined && !command.includes(resolve(folder))) {
    rmSync(note, { force: true });
    return "none";
  }
  try {
    process.kill(pid, "SIGINT");
  } catch {
    throw refuse("leftover-server", { pid, folder });
  }
  for (const end = Date.now() + patience; isAlive(pid); await wait(50)) {
    if (Date.now() > end) throw refuse("leftover-server", { pid, folder });
  }
  return "stopped";
}
