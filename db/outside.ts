import type postgres from "postgres";
import { outsideFields } from "#lib/evidence/fields.ts";

/** Makes the outside role's column grants equal to the written field list: nothing else, never a whole table. */
export async function grantOutside(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`revoke all on all tables in schema public from holdfast_outside`;
    const columns =
      await tx`select table_name, column_name from information_schema.columns where table_schema = 'public'`;
    for (const table of new Set(columns.map((c) => String(c.table_name)))) {
      const all = columns.filter((c) => c.table_name === table).map((c) => String(c.column_name));
      await tx`revoke all (${tx(all)}) on ${tx(table)} from holdfast_outside`;
    }
    for (const [table, fields] of Object.entries(outsideFields)) {
      await tx`grant select (${tx(Object.keys(fields))}) on ${tx(table)} to holdfast_outside`;
    }
    await tx`grant select on reference_lists to holdfast_outside`;
  });
}
