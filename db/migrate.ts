import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { grantOutside } from "./outside.ts";
import { loadReferences } from "./references.ts";

const folder = new URL("./migrations/", import.meta.url);
const lockKey = 7_014_522;

/** Brings a database up to date as one job: waits for any other migrator, refuses an edited old migration. */
export async function migrate(ownerUrl: string, options: { log?: (line: string) => void } = {}): Promise<void> {
  const log = options.log ?? (() => {});
  const sql = postgres(ownerUrl, { max: 1, onnotice: heard(log) });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    await sql`create schema if not exists migrations`;
    await sql`create table if not exists migrations.applied (name text primary key, sha256 text not null, at timestamptz not null default clock_timestamp())`;
    for (const name of (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort()) {
      await apply(sql, name, await readFile(new URL(name, folder), "utf8"), log);
    }
    await runMigrations({ connectionString: ownerUrl, logger: quiet() });
    await loadReferences(sql);
    await grantOutside(sql);
    await allowWorker(sql);
  } finally {
    await sql.end();
  }
}

/** What a migration of ours says to whoever runs it, by a code of ours; of the server's own notices nobody is told. */
export const heard = (log: (line: string) => void) => (notice: postgres.Notice) => {
  if (notice.code?.startsWith("HF")) log(String(notice.message));
};

async function apply(sql: postgres.Sql, name: string, text: string, log: (line: string) => void) {
  const sha256 = createHash("sha256").update(text).digest("hex");
  const [known] = await sql`select sha256 from migrations.applied where name = ${name}`;
  if (known && known.sha256 !== sha256) throw new Error(`Migration ${name} was changed after it had been applied.`);
  if (known) return;
  await sql.begin(async (tx) => {
    await tx`set local lock_timeout = '10s'`;
    await tx.unsafe(text);
    await tx`insert into migrations.applied (name, sha256) values (${name}, ${sha256})`;
  });
  log(`Applied ${name}`);
}

/** The queue's tables carry row security of their own; the worker alone is let in. */
async function allowWorker(sql: postgres.Sql) {
  await sql`grant usage on schema graphile_worker to holdfast_worker`;
  await sql`grant select, insert, update, delete on all tables in schema graphile_worker to holdfast_worker`;
  await sql`grant usage on all sequences in schema graphile_worker to holdfast_worker`;
  await sql`grant execute on all functions in schema graphile_worker to holdfast_worker`;
  const guarded = await sql`
    select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'worker')`;
  for (const { relname } of guarded) {
    await sql`create policy worker on graphile_worker.${sql(String(relname))} to holdfast_worker using (true) with check (true)`;
  }
}

function quiet() {
  return new (class {
    scope() {
      return this;
    }
    error() {}
    warn() {}
    info() {}
    debug() {}
  })() as never;
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error("Set DATABASE_URL to the owner's connection before migrating.");
    process.exit(2);
  }
  await migrate(url, { log: console.log });
}
