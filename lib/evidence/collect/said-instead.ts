import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { evidenceMissing, evidenceMissingWord, proofs } from "#lib/action-items/action-item.ts";
import { files } from "#lib/action-items/queries/files.ts";
import { testStateOf, unreported } from "./unreported.ts";

type Row = { readonly [column: string]: unknown };

/** What a row is told by beside its own columns. It is not in the field list and leaves with nothing. */
export function besides(tx: Tx, scope: Context, table: string): SQL[] {
  if (table === "test_objectives") return [testStateOf];
  return table === "action_items" ? [sql`${files(tx, scope).sql} as files`] : [];
}

/** What is said of a value in place of its own word, in registers and in the inspection room alike. */
export function saidInstead(table: string, row: Row, column: string): string | undefined {
  return unreported(table, row, column) ?? onWordsAlone(table, row, column);
}

/** An action that was found done with nothing to look at but words is called so, as on its own page. */
function onWordsAlone(table: string, row: Row, column: string): string | undefined {
  if (table !== "action_items" || column !== "state" || row.state !== "verified") return undefined;
  const proof = proofs.find((one) => one === row.proof) ?? null;
  return evidenceMissing({ state: row.state, proof, files: Number(row.files ?? 0) }) ? evidenceMissingWord : undefined;
}
