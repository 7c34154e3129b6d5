import postgres from "postgres";
import { migrate } from "#db/migrate.ts";
import { provision, setContextKey } from "#db/provision.ts";
import type { DataFolder } from "#lib/run/data-folder.ts";
import { ensureOwner } from "#lib/run/owner.ts";
import { startPostgres } from "#lib/run/postgres.ts";
import { refuse } from "#lib/run/refusals.ts";
import type { Secrets } from "#lib/run/secrets.ts";

export type Database = { ownerUrl: string; ended: Promise<string>; stop(): Promise<void> };

const OLDEST = 150_000;

/** The server at `url` when there is one, otherwise our own. */
export async function openDatabase(url: string | undefined, data: DataFolder, secrets: Secrets): Promise<Database> {
  if (url) {
    await mustServe(url);
    return { ownerUrl: url, ended: new Promise(() => undefined), stop: async () => undefined };
  }
  const server = await startPostgres({ folder: data.database, password: secrets.superuser, durable: true });
  try {
    const ownerUrl = await ensureOwner(server.superuserUrl, { password: secrets.owner, database: "holdfast" });
    return { ownerUrl, ended: server.ended, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Refuses a server that does not answer or is too old. */
export async function mustServe(url: string): Promise<void> {
  const host = URL.canParse(url) ? new URL(url).host : "the given address";
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const [row] = await sql<{ number: string; version: string }[]>`
      select current_setting('server_version_num') as number, current_setting('server_version') as version`;
    mustBeNewEnough(Number(row?.number), row?.version ?? "unknown");
  } catch (error) {
    if (error instanceof Error && error.name === "StartRefusal") throw error;
    throw refuse("database-unreachable", { host, reason: reasonOf(error) });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export function mustBeNewEnough(number: number, version: string): void {
  if (!(number >= OLDEST)) throw refuse("database-too-old", { version });
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.message : "no reason given";
}

export type RoleUrls = { app: string; outside: string; auth: string; worker: string };

/** Roles, then tables, then the key that signs contexts: the order in which each needs the one before. */
export async function prepareDatabase(ownerUrl: string, secrets: Secrets): Promise<RoleUrls> {
  const { app, outside, auth, worker, contextKey } = secrets;
  const urls = await provision(ownerUrl, { app, outside, auth, worker });
  await bringUpToDate(ownerUrl);
  await setContextKey(ownerUrl, contextKey);
  return urls;
}

export async function bringUpToDate(ownerUrl: string, log?: (line: string) => void): Promise<void> {
  try {
    await migrate(ownerUrl, { log });
  } catch (error) {
    throw refuse("migration-failed", { reason: error instanceof Error ? error.message : String(error) });
  }
}
