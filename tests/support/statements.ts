import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { assume, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";

/** How many statements some reading takes, its own transaction and context not counted. */
export async function statementsOf(url: string, context: Context, run: (tx: Tx) => Promise<unknown>): Promise<number> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  let count = 0;
  const logQuery = () => {
    count += 1;
  };
  const db = drizzle(client, { logger: { logQuery } });
  try {
    return await db.transaction(async (tx) => {
      const now = await assume(tx, context, null);
      count = 0;
      await run(Object.assign(tx, { now }));
      return count;
    });
  } finally {
    await client.end();
  }
}
