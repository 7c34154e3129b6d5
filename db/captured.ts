import type postgres from "postgres";

/** `recordColumn` names the record that a row is about; "" where it is about none. */
export type Captured = { table: string; recordColumn: string; keptOut: string[]; columns: string[] };

/** Every table whose changes the trail captures, with the columns that stay out of its texts, as the triggers say. */
export async function listCaptured(sql: postgres.ISql): Promise<Captured[]> {
  const triggers = await sql<{ args: Buffer; columns: string[] }[]>`
    select tgargs as args, (select array_agg(attname::text order by attnum) from pg_attribute a
      where a.attrelid = tgrelid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_trigger where tgfoid = 'guard.capture'::regproc and not tgisinternal order by tgrelid::regclass::text`;
  return triggers.map(({ args, columns }) => {
    const [table = "", recordColumn = "", keptOut = "{}"] = args.toString("utf8").split("\0");
    return { table, recordColumn, columns, keptOut: keptOut.slice(1, -1).split(",").filter(Boolean) };
  });
}
