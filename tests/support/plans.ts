import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { assume, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";

/** The plans of every statement that some code runs as a person, in the order in which it ran them. */
export async function plansOf(url: string, context: Context, run: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  const statements: { query: string; params: unknown[] }[] = [];
  const db = drizzle(client, { logger: { logQuery: (query, params) => void statements.push({ query, params }) } });
  try {
    return await db.transaction(async (tx) => {
      const now = await assume(tx, context, null);
      statements.length = 0;
      await run(Object.assign(tx, { now }));
      const plans: string[] = [];
      for (const { query, params } of statements) {
        // The session behind drizzle's transaction: the plan is made under the same context.
        const { client: session } = (tx as unknown as { session: { client: postgres.Sql } }).session;
        const rows = await session.unsafe(`explain ${query}`, params as never[]);
        plans.push(rows.map((row) => String(Object.values(row)[0])).join("\n"));
      }
      return plans;
    });
  } finally {
    await client.end();
  }
}
