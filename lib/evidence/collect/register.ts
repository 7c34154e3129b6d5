import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import type { Register, RegisterValue } from "#lib/evidence/bag/bundle.ts";
import { type OutsideClass, toldFields } from "#lib/evidence/fields.ts";
import { isFreeText } from "#lib/evidence/free-text.ts";
import type { SectionRegister } from "#lib/evidence/sections.ts";
import { evidenceDay } from "#lib/frameworks/evidence-day.ts";
import { frameworkOf } from "#lib/frameworks/framework.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import { columnWords } from "../column-words.ts";
import { labelOf } from "../shown/labels.ts";
import { inOrder } from "./order.ts";
import { besides, saidInstead } from "./said-instead.ts";
import { risksStood } from "./standing.ts";
import { onceReported } from "./unreported.ts";
import { isDay, isInstant, type Names, wordsOf } from "./words.ts";

export type RawRow = Record<string, unknown> & { id: string };
export type Collected = { spec: SectionRegister; rows: RawRow[]; fields: [string, OutsideClass][] };

/** Columns that place a row in the database and say nothing to a reader. */
const hidden = new Set(["organisation_id", "id", "record_id", "grant_id", "bundle_id"]);

/** The rows of one table that the scope may see, with exactly the columns of the written field list. */
export async function collectRegister(tx: Tx, scope: Context, spec: SectionRegister): Promise<Collected> {
  const fields = toldFields(spec.table);
  const columns = sql.join(
    [...fields.map(([column]) => spoken(spec.table, column)), ...besides(tx, scope, spec.table)],
    sql`, `,
  );
  const order = sql.join(
    spec.order.split(", ").map((column) => sql.identifier(column)),
    sql`, `,
  );
  const rows = await tx.execute<RawRow>(
    sql`select ${columns} from ${sql.identifier(spec.table)} where organisation_id = ${scope.organisationId} and ${await within(tx, spec.table)} order by ${order}`,
  );
  return { spec, rows: [...rows], fields };
}

/** Links are those of the framework in force, wherever they are listed or counted: a bundle's cover names no other. */
export async function within(tx: Tx, table: SectionRegister["table"]): Promise<SQL> {
  if (table !== "evidence_links") return sql`true`;
  return sql`framework_id = ${frameworkOf(await currentFrameworks(tx))?.id ?? ""}`;
}

/** As the portal says it. */
const dayOfLink = sql`(select ${evidenceDay(sql`evidence_links`, sql`r`)} from records r
  where r.organisation_id = evidence_links.organisation_id and r.id = evidence_links.record_id)`;

function spoken(table: SectionRegister["table"], column: string): SQL {
  const stood = table === "risks" ? risksStood[column] : undefined;
  if (stood) return sql`${stood} as ${sql.identifier(column)}`;
  const reported = onceReported(table, column);
  if (reported) return reported;
  return table === "evidence_links" && column === "dated_on"
    ? sql`${dayOfLink} as dated_on`
    : sql`${sql.identifier(column)}`;
}

/** A register as the bundle carries it: one row per record, ids told as references and names. */
export function asRegister(collected: Collected, names: Names, context: string): Register {
  const shown = collected.fields.filter(([column]) => !hidden.has(column));
  const count = collected.rows.length;
  return {
    name: collected.spec.name,
    sentence: `${collected.spec.what} ${context} (${count})`,
    columns: [
      { key: "record", label: "Record", dataClass: "assurance" },
      ...shown.map(([column, dataClass]) => ({ key: column, label: columnWords(column), dataClass })),
    ],
    rows: inOrder(collected.spec.table, collected.rows, names).map((row) => ({
      record: names.references.get(String(row.record_id ?? row.id)) ?? null,
      ...Object.fromEntries(
        shown.map(([column]) => [
          column,
          saidInstead(collected.spec.table, row, column) ?? told(collected.spec.table, column, row[column], names),
        ]),
      ),
    })),
  };
}

export type { Names };

export type FreeText = { recordId: string | null; source: string; field: string; words: string };

/** Every free text of these rows. */
export function freeTexts(collected: Collected, names: Names): FreeText[] {
  return collected.rows.flatMap((row) =>
    collected.fields
      .filter(([column]) => isFreeText(collected.spec.table, column))
      .flatMap(([column]) => {
        const words = row[column];
        if (typeof words !== "string" || words.trim() === "") return [];
        const recordId = String(row.record_id ?? row.id);
        const source = names.references.get(recordId) ?? collected.spec.what;
        return [{ recordId, source, field: labelOf(collected.spec.table, column), words }];
      }),
  );
}

/** Numbers and yes or no stay what they are; instants stay in UTC, as a machine reads them; all else is told in words. */
function told(table: string, column: string, value: unknown, names: Names): RegisterValue {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  const entry = column === "corrects_id" && names.entries?.get(String(value));
  if (entry) return `${entry.at.toISOString()}: ${entry.says}`;
  if (typeof value === "string" && !isFreeText(table, column)) {
    if (isInstant(value)) return new Date(value).toISOString();
    if (isDay(value)) return value;
  }
  return wordsOf(table, column, value, names);
}
