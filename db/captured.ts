import type postgres from "postgres";

export type Captured = { table: string; keptOut: string[] };

/** Every table whose changes the trail captures, with the columns that stay out of its texts, as the triggers say. */
export async function listCaptured(sql: postgres.ISql): Promise<Captured[]> {
  const triggers = await sql<{ args: Buffer }[]>`
    select tgargs as args from pg_trigger where tgfoid = 'guard.capture'::regproc and not tgisinternal order by tgrelid::regclass::text`;
  return triggers.map(({ args }) => {
    const [table = "", , keptOut = "{}"] = args.toString("utf8").split("\0");
    return { table, keptOut: keptOut.slice(1, -1).split(",").filter(Boolean) };
  });
}
