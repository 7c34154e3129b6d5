import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Context, signContext } from "./context.ts";
import { Unavailable } from "./faults.ts";
import { inTurn, mostAtOnce } from "./turns.ts";

type Database = PostgresJsDatabase<Record<string, never>>;
type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** An open transaction and the moment it speaks for: the clock, or a sample organisation's seed time. */
export type Tx = Transaction & { readonly now: Date };

const patience = 2_500;
const urls = {
  inside: "DATABASE_APP_URL",
  outside: "DATABASE_OUTSIDE_URL",
  worker: "DATABASE_WORKER_URL",
  auth: "DATABASE_AUTH_URL",
} as const;
type Door = keyof typeof urls;

type Pool = { url: string; reading: Database; changing: Database; client: postgres.Sql };
type Pools = Partial<Record<Door, Pool>>;

// One pool per role and process: the development server re-evaluates this module on every change.
const shared = globalThis as { holdfastPools?: Pools };
shared.holdfastPools ??= {};
const pools = shared.holdfastPools;

function pool(door: Door): Pool {
  const url = process.env[urls[door]];
  if (!url) throw new Unavailable(`${urls[door]} is not set.`);
  const known = pools[door];
  if (known?.url === url) return known;
  void known?.client.end({ timeout: 1 });
  const client = postgres(url, {
    max: door === "inside" ? 10 : 4,
    connect_timeout: 2,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { TimeZone: "UTC", statement_timeout: 15_000 },
  });
  const made = {
    url,
    client,
    reading: drizzle(prepared(client, "isolation level repeatable read read only")) as Database,
    changing: drizzle(prepared(client, "isolation level read committed")) as Database,
  };
  pools[door] = made;
  return made;
}

const longest = 4_000;
const mostParameters = 100;

/**
 * Drizzle asks for every statement unprepared: two journeys and a new plan each time, and none may follow on the heels
 * of another. Here each is prepared once per connection, and a transaction begins with its mode in one journey. Long
 * lists stay as they were: each length is a statement of its own, and the server would keep them all.
 */
function prepared<T extends postgres.Sql | postgres.TransactionSql>(client: T, mode = ""): T {
  return new Proxy(client, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key === "unsafe")
        return (text: string, params: never[] = []) =>
          target.unsafe(text, params, { prepare: text.length <= longest && params.length <= mostParameters });
      if (key === "begin")
        return (run: (tx: T) => unknown) => (target as postgres.Sql).begin(mode, (tx) => run(prepared(tx as T)));
      if (key === "savepoint")
        return (run: (tx: T) => unknown) =>
          (target as postgres.TransactionSql).savepoint((tx) => run(prepared(tx as T)));
      return value;
    },
  });
}

/**
 * One repeatable read, read-only transaction under row-level security: its counts, rows and charts agree. With `asAt`
 * it reads what the versions say of that past moment, which is then its `now`; rights stay those of today.
 */
export function readAs<T>(context: Context, run: (tx: Tx) => Promise<T>, asAt?: Date): Promise<T> {
  const begin = async (tx: Transaction) => {
    const now = await assume(tx, context, null);
    return asAt ? lookBack(tx, asAt) : now;
  };
  const read = () => within(pool(context.kind).reading, begin, run);
  if (context.kind === "worker") return read();
  return inTurn(`${context.kind} ${context.personId}`, mostAtOnce[context.kind], read);
}

/** One transaction of one verb; it holds the organisation's chain head from its first statement. */
export function changeAs<T>(context: Context, verb: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  return within(pool(context.kind).changing, (tx) => assume(tx, context, verb), run);
}

/**
 * For what is nobody's history, such as what somebody is still typing: no verb, so no chain head is held, and every
 * table that the trail captures refuses the write.
 */
export function keepAs<T>(context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  return within(pool(context.kind).changing, (tx) => assume(tx, context, null), run);
}

/** The worker's first look at a job, before it knows whose it is: no tenant's table is open to it without a context. */
export function jobAs<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return within(pool("worker").changing, clock, run);
}

/** Accounts, sessions and attempts: the auth role sees no tenant's tables. */
export function authAs<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return within(pool("auth").changing, clock, run);
}

async function lookBack(tx: Transaction, moment: Date): Promise<Date> {
  await tx.execute(sql`select guard.look_back(${moment.toISOString()}::timestamptz)`);
  return moment;
}

async function clock(tx: Transaction): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(sql`select clock_timestamp() as at`);
  return new Date(row?.at ?? Number.NaN);
}

async function within<T>(
  db: Database,
  begin: (tx: Transaction) => Promise<Date>,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  let begun = false;
  let late = false;
  const work = db.transaction(async (tx) => {
    if (late) throw new Unavailable("No database connection came free in time.");
    begun = true;
    return run(Object.assign(tx, { now: await begin(tx) }));
  });
  const timer = new Promise<never>((_, reject) => {
    setTimeout(() => {
      if (begun) return;
      late = true;
      reject(new Unavailable("No database connection came free in time."));
    }, patience).unref();
  });
  return Promise.race([work, timer]);
}

/** Puts a signed context into a transaction that another door (the seed's) has opened; answers its moment. */
export async function assume(tx: Transaction, context: Context, verb: string | null): Promise<Date> {
  const [row] = await tx.execute<{ at: string | Date }>(
    sql`select guard.assume(${signContext(context)}, ${context.personId}::uuid, ${verb}) as at`,
  );
  return new Date(row?.at ?? Number.NaN);
}

type TenantTable = PgTable & { organisationId: PgColumn; id: PgColumn };

/** Every statement names its organisation, so that the planner checks the policy once and not per row. */
export function own(
  table: { organisationId: PgColumn },
  context: { organisationId: string },
  ...more: (SQL | undefined)[]
): SQL | undefined {
  return and(eq(table.organisationId, context.organisationId), ...more);
}

/** One of some ids, however many, in one and the same statement. */
export function among(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;
}

/** One row of a tenant table by its id, within the organisation. */
export function ownId(table: TenantTable, context: { organisationId: string }, id: string): SQL | undefined {
  return own(table, context, eq(table.id, id));
}

export async function closePools(): Promise<void> {
  const all = Object.values(pools);
  for (const door of Object.keys(pools) as Door[]) delete pools[door];
  await Promise.all(all.map((one) => one.client.end({ timeout: 2 })));
}
