import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Binaries, findBinaries } from "#lib/run/binaries.ts";
import { type DatabaseUser, databaseUser, mustReach } from "#lib/run/database-user.ts";
import { stopLeftover } from "#lib/run/leftover.ts";
import { freePort } from "#lib/run/ports.ts";
import { refuse } from "#lib/run/refusals.ts";

export type PostgresOptions = {
  /** The folder of the server's files; made when missing. */
  folder: string;
  /** Of the superuser, who is only used to make the owner. */
  password: string;
  /** False only for tests: a crash may then lose everything. */
  durable: boolean;
};

export type PostgresServer = {
  port: number;
  superuserUrl: string;
  /** Settles with a reason when the server ends without being asked to. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

const SUPERUSER = "postgres";
const TEST_ONLY = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"];

/** Starts the PostgreSQL that came with the packages, on the loopback address and a free port. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { folder, password, durable } = options;
  const user = databaseUser();
  mustReach(folder, user);
  const home = dirname(folder);
  mkdirSync(home, { recursive: true });
  const binaries = findBinaries(user, home);
  await stopLeftover(folder);
  if (!existsSync(join(folder, "PG_VERSION"))) await initialise(binaries, user, options);
  const port = await freePort();
  const log = join(home, "database.log");
  const flags = ["-D", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1"];
  flags.push("-c", "unix_socket_directories=", "-c", "timezone=UTC", "-c", "max_connections=200");
  if (!durable) flags.push(...TEST_ONLY);
  const child = launch(binaries.postgres, flags, home, log, user);
  const exit = exitOf(child);
  let asked = false;
  const lastResort = () => child.kill("SIGINT");
  process.once("exit", lastResort);
  exit.then(() => process.removeListener("exit", lastResort));
  const ended = new Promise<string>((done) => exit.then((how) => asked || done(how)));
  const early = exit.then((how) => {
    throw refuse("database-failed", { reason: lastLine(log) || how });
  });
  await Promise.race([ready(folder, log), early]);
  early.catch(() => undefined);
  return {
    port,
    superuserUrl: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    ended,
    async stop() {
      asked = true;
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      await exit;
    },
  };
}

async function initialise(binaries: Binaries, user: DatabaseUser | undefined, options: PostgresOptions): Promise<void> {
  const { folder, password, durable } = options;
  const secret = `${folder}.password`;
  const log = `${folder}.initialise.log`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (user) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid);
  const flags = ["-D", folder, "--username", SUPERUSER, "--pwfile", secret, "--auth=scram-sha-256", "--data-checksums"];
  flags.push("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--lc-messages=C");
  if (!durable) flags.push("--no-sync");
  try {
    const how = await exitOf(launch(binaries.initdb, flags, dirname(folder), log, user));
    if (how === "exit 0") return;
    const reason = lastLine(log) || how;
    rmSync(folder, { recursive: true, force: true });
    throw refuse("database-failed", { reason });
  } finally {
    rmSync(secret, { force: true });
    rmSync(log, { force: true });
  }
}

/** In its own process group, so that Ctrl-C in a terminal reaches the portal first and the database last. */
function launch(file: string, flags: string[], cwd: string, log: string, user?: DatabaseUser): ChildProcess {
  const out = openSync(log, "a", 0o600);
  chmodSync(log, 0o600);
  const env = {
    PATH: process.env.PATH,
    TZ: "UTC",
    LC_ALL: "C",
    SYSTEMROOT: process.env.SYSTEMROOT,
    NODE_ENV: process.env.NODE_ENV,
  };
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  return spawn(file, flags, { cwd, env, ...as, detached: true, stdio: ["ignore", out, out] });
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(signal ?? `exit ${code}`));
  });
}

/** The server writes its state on the eighth line of postmaster.pid, as pg_ctl reads it too. */
async function ready(folder: string, log: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(15)) {
    const note = join(folder, "postmaster.pid");
    if (existsSync(note) && readFileSync(note, "utf8").split("\n")[7]?.trim() === "ready") return;
  }
  throw refuse("database-failed", { reason: lastLine(log) || "it was not ready within 60 seconds" });
}

function lastLine(log: string): string {
  if (!existsSync(log)) return "";
  const lines = readFileSync(log, "utf8").trim().split("\n");
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "";
  return telling.replace(/^.*(FATAL|PANIC|error):\s*/, "").replace(/\.$/, "");
}
