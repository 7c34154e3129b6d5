import postgres from "postgres";
import { mustBeNewEnough } from "#lib/run/database.ts";
import { refuse } from "#lib/run/refusals.ts";
import { type Environment, need } from "#lib/run/settings.ts";

const DURABLE = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"] as const;
const SAMPLE = /holdfast|example|change.?me|default|password|secret/i;

const FORBIDDEN = {
  web: {
    DATABASE_URL: "the owner of the database must stay out of the web process",
    DATABASE_WORKER_URL: "the worker's role must stay out of the web process",
    HOLDFAST_SIGNING_KEYS: "the signing key belongs to the worker process alone",
  },
  worker: {
    DATABASE_URL: "the owner of the database must stay out of the worker process",
    AUTH_SECRET: "the secret of the sessions belongs to the web process alone",
  },
} as const;

/** Each process holds the keys of its own work and no others. */
export function mustHoldOnly(part: keyof typeof FORBIDDEN, from: Environment): void {
  for (const [name, reason] of Object.entries(FORBIDDEN[part])) {
    if (from[name]) throw refuse("setting-forbidden", { name, reason });
  }
}

/** A secret of its own: long enough, not a sample word, not one character repeated. */
export function mustBeSecret(name: string, from: Environment): void {
  const value = need(name, from);
  const plain = value.length < 32 || new Set(value).size < 8 || SAMPLE.test(value);
  if (plain) throw refuse("setting-default", { name });
  if (name === "HOLDFAST_CONTEXT_KEY" && !/^[0-9a-f]{64}$/.test(value)) {
    throw refuse("setting-wrong", { name, rule: "64 hexadecimal digits" });
  }
}

export async function mustBeSafeServer(url: string): Promise<void> {
  await ask(url, async (sql) => {
    const [row] = await sql<Record<string, string>[]>`select
      current_setting('server_version_num') as number, current_setting('server_version') as version,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit, current_setting('data_checksums') as data_checksums`;
    mustBeNewEnough(Number(row?.number), row?.version ?? "unknown");
    mustBeDurable(row ?? {});
  });
}

/** Every one of these decides whether what was answered as saved is on the disk. */
export function mustBeDurable(settings: Environment): void {
  const off = DURABLE.find((setting) => settings[setting] === "off");
  if (off) throw refuse("unsafe-server", { setting: off });
}

/** Row security holds only for a role that owns nothing and cannot pass it. */
export async function mustBeSafeRole(url: string): Promise<void> {
  await ask(url, async (sql) => {
    const [row] = await sql<{ role: string; super: boolean; bypass: boolean; owns: boolean }[]>`
      select current_user as role,
        bool_or(r.rolsuper) as super,
        bool_or(r.rolbypassrls) as bypass,
        exists (select from pg_class c where c.relkind in ('r', 'p')
          and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
          and pg_has_role(current_user, c.relowner, 'MEMBER')) as owns
      from pg_roles r where pg_has_role(current_user, r.oid, 'MEMBER')`;
    if (!row) return;
    const { role } = row;
    if (row.super) throw refuse("unsafe-role", { role, reason: "is a superuser" });
    if (row.bypass) throw refuse("unsafe-role", { role, reason: "bypasses row security" });
    if (row.owns) throw refuse("unsafe-role", { role, reason: "owns tables" });
  });
}

/** Asks through a function of the database, because the role itself sees no organisation without a context. */
export async function mustHoldNoSample(url: string): Promise<void> {
  await ask(url, async (sql) => {
    const [found] = await sql`select to_regprocedure('guard.sample_organisations()') is not null as ready`;
    if (!found?.ready) throw refuse("not-migrated", {});
    const [row] = await sql<{ count: number }[]>`select guard.sample_organisations()::int as count`;
    const count = row?.count ?? 0;
    if (count > 0) throw refuse("sample-present", { count });
  });
}

async function ask(url: string, question: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await question(sql);
  } catch (error) {
    const reason = reasonOfSilence(error);
    if (!reason) throw error;
    throw refuse("database-unreachable", { host: new URL(url).host, reason });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A network fault, or a server that turns this login away; anything else is a fault of ours. */
function reasonOfSilence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (!(error instanceof postgres.PostgresError)) return error.code;
  return /^(28|3D|53|57P)/.test(error.code) ? error.message : undefined;
}
