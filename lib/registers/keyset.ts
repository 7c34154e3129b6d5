import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { type Cursor, pageSize, writeCursor } from "./query.ts";

/** One order of a register: a NOT NULL expression, which way it runs, its database type and the words for it. */
export type Order = {
  expression: SQL | PgColumn;
  direction: "asc" | "desc";
  type: "text" | "integer" | "timestamptz" | "date";
  words: string;
};

type Keyed = { id: string; key: string };
type Ask = { after: SQL | undefined; orderBy: SQL[]; key: SQL.Aliased<string>; limit: number };

/**
 * One page of a register. `run` selects rows with `id` and `key` (given), filtered by `after` as well, in the given
 * order. Answers the rows in the register's order and cursors for the neighbouring pages.
 */
export async function keysetPage<R extends Keyed>(
  asked: { sort: string; order: Order; id: PgColumn; cursor: Cursor | undefined; size?: number },
  run: (ask: Ask) => Promise<R[]>,
): Promise<{ rows: R[]; previous?: string; next?: string }> {
  const { order, id, sort } = asked;
  const size = asked.size ?? pageSize;
  const cursor = asked.cursor?.sort === sort && fits[order.type](asked.cursor.value) ? asked.cursor : undefined;
  const back = cursor?.way === "before";
  const up = (order.direction === "asc") !== back;
  const way = up ? sql`asc` : sql`desc`;
  const after =
    cursor &&
    sql`(${order.expression}, ${id}) ${up ? sql`>` : sql`<`} (${cursor.value}::${sql.raw(types[order.type])}, ${cursor.id}::uuid)`;
  const found = await run({
    after,
    orderBy: [sql`${order.expression} ${way}`, sql`${id} ${way}`],
    key: sql<string>`(${order.expression})::text`.as("key"),
    limit: size + 1,
  });
  const more = found.length > size;
  const rows = found.slice(0, size);
  if (back) rows.reverse();
  const mark = (row: R | undefined, to: Cursor["way"]) =>
    row && writeCursor({ sort, value: row.key, id: row.id, way: to });
  const previous = (back ? more : cursor) ? mark(rows[0], "before") : undefined;
  const next = back || more ? mark(rows.at(-1), "after") : undefined;
  return { rows, ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}

const types = { text: "text", integer: "integer", timestamptz: "timestamptz", date: "date" } as const;

/** Whether the database could read a cursor's value: one that was made up starts at the first page. */
const fits: Record<Order["type"], (value: string) => boolean> = {
  text: (value) => !value.includes("\0"),
  integer: (value) => /^-?[0-9]{1,9}$/.test(value),
  date: (value) => /^-?infinity$/.test(value) || isDay(value),
  timestamptz: (value) =>
    /^-?infinity$/.test(value) ||
    (isDay(value.slice(0, 10)) &&
      /^ ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?[+-][01][0-9](:[0-5][0-9])?$/.test(value.slice(10))),
};

function isDay(value: string): boolean {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Words typed into a filter, as a literal pattern for ILIKE. */
export function likeWords(words: string): string {
  return `%${words.replace(/[\\%_]/g, "\\$&")}%`;
}
