import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { refuse } from "#lib/run/refusals.ts";

/** PostgreSQL refuses to run as root: there it runs as this user, elsewhere as whoever started Holdfast. */
export type DatabaseUser = { uid: number; gid: number; name: string };

const NAME = "postgres";

export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (!idOf("-u")) {
    execFileSync("groupadd", ["--force", "--system", NAME]);
    execFileSync("useradd", ["--system", "--gid", NAME, "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]);
  }
  return { uid: Number(idOf("-u")), gid: Number(idOf("-g")), name: NAME };
}

function idOf(flag: "-u" | "-g"): string {
  try {
    return execFileSync("id", [flag, NAME], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}

/** The first folder on the way to `path` that the user cannot pass through, if any. */
export function firstClosedFolder(path: string, user: DatabaseUser): string | undefined {
  const parents: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    parents.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return parents.filter((folder) => existsSync(folder)).find((folder) => !mayPass(folder, user));
}

function mayPass(folder: string, user: DatabaseUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

/** Refuses a folder in which the database user could not keep its files. */
export function mustReach(folder: string, user: DatabaseUser | undefined): void {
  if (user) {
    const closed = firstClosedFolder(folder, user);
    if (closed) throw refuse("folder-unreachable", { user: `“${user.name}”`, folder: closed });
    return;
  }
  const name = process.env.USER ? `“${process.env.USER}”` : "running Holdfast";
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch {
    throw refuse("folder-unreachable", { user: name, folder: nearest });
  }
}
