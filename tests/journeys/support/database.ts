import postgres from "postgres";

/** The portal's own database as its owner: to look at what a journey changed, and to move a window of time. */
export async function asOwner<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: the runner of npm test sets it.");
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}
