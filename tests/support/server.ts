import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { migrate } from "#db/migrate.ts";
import { closeDatabase, provision, setContextKey } from "#db/provision.ts";
import { ensureOwner } from "#lib/run/owner.ts";
import { startPostgres } from "#lib/run/postgres.ts";

/** URLs of the migrated template that every test file clones, one per database role. */
export type TestServer = { owner: string; app: string; outside: string; auth: string; worker: string };

const IN_USE = "55006";
const NOT_OURS = "42501";
const KEY = "HOLDFAST_TEST_SERVER";

/** Runs once, before vitest's first file; the runner of `npm test` may have started a server already. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env[KEY]) return async () => undefined;
  return startTestServer();
}

/** Starts a throw-away server, or uses HOLDFAST_TEST_DATABASE_URL, and migrates the template on it. */
export async function startTestServer(): Promise<() => Promise<void>> {
  const given = process.env.HOLDFAST_TEST_DATABASE_URL;
  const { base, release } = given ? { base: given, release: async () => undefined } : await throwAway();
  const name = `holdfast_template_${randomBytes(4).toString("hex")}`;
  const contextKey = randomBytes(32).toString("hex");
  const stop = async () => {
    delete process.env[KEY];
    try {
      await dropDatabase(base, sampleName(inDatabase(base, name)));
      await dropDatabase(base, name);
    } finally {
      await release();
    }
  };
  try {
    await onServer(base, `create database "${name}"`);
    const owner = inDatabase(base, name);
    const secret = () => randomBytes(24).toString("base64url");
    const urls = await provision(owner, { app: secret(), outside: secret(), auth: secret(), worker: secret() });
    await migrate(owner);
    await setContextKey(owner, contextKey);
    process.env[KEY] = JSON.stringify({ owner, ...urls } satisfies TestServer);
    process.env.HOLDFAST_CONTEXT_KEY = contextKey;
    process.env.AUTH_SECRET = secret();
    process.env.HOLDFAST_ORIGIN ??= "http://localhost:3000";
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

export function testServer(): TestServer {
  const text = process.env[KEY];
  if (!text) throw new Error("No test server: run npm test, or vitest with tests/vitest.config.ts.");
  return JSON.parse(text) as TestServer;
}

export function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** One statement outside any transaction, as CREATE and DROP DATABASE ask. */
export async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(inDatabase(url, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/**
 * Drops a database with whoever is still connected. An autovacuum worker that is just passing belongs to the
 * superuser, so that ending it by force is refused: a plain drop asks it to leave.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onServer(url, `drop database if exists "${name}"${attempt % 2 === 1 ? " with (force)" : ""}`);
    } catch (error) {
      const held = error instanceof postgres.PostgresError && [IN_USE, NOT_OURS].includes(error.code);
      if (!held || attempt === 10) throw error;
      await wait(50 * attempt);
    }
  }
}

const nameIn = (url: string) => new URL(url).pathname.slice(1);

/** Where a template's server keeps the sample organisations, once somebody has asked for them. */
export const sampleName = (template: string) => `${nameIn(template)}_sample`;

/** A new database with everything the template has. */
export const cloneTemplate = (name: string): Promise<void> => cloneDatabase(nameIn(testServer().owner), name);

/** A copy of a database that nobody uses; waits while another copy holds it. */
export async function cloneDatabase(template: string, name: string): Promise<void> {
  const { owner } = testServer();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await onServer(owner, `create database "${name}" template "${template}"`);
      return await closed(inDatabase(owner, name));
    } catch (error) {
      const busy = error instanceof postgres.PostgresError && error.code === IN_USE;
      if (!busy || attempt === 20) throw error;
      await wait(50 * attempt);
    }
  }
}

async function closed(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await closeDatabase(sql);
  } finally {
    await sql.end();
  }
}

async function throwAway() {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-test-"));
  const password = randomBytes(16).toString("hex");
  chmodSync(folder, 0o711);
  const server = await startPostgres({ folder: join(folder, "database"), password, durable: false });
  const base = await ensureOwner(server.superuserUrl, {
    password: randomBytes(16).toString("hex"),
    database: "holdfast",
  });
  const release = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, release };
}
