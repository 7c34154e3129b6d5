import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

type Row = Record<string, unknown>;
type Column = { name: string; type: string; filled: boolean; given: boolean };
type Parent = { name: string; columns: string[]; table: string; targets: string[] };
type Check = { name: string; columns: string[]; text: string };
export type Shape = { table: string; columns: Column[]; parents: Parent[]; checks: Check[] };

const names = (keys: string, relation: string) =>
  sql.raw(`(select array_agg(a.attname::text order by k.n) from unnest(${keys}) with ordinality k (num, n)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num)`);

/** What the catalogue says of a table: enough to write a row that the table takes. */
export async function shapeOf(tx: Tx, table: string): Promise<Shape> {
  const relation = sql`${`public.${table}`}::regclass`;
  const columns = await tx.execute<Column>(sql`select attname as name, format_type(atttypid, atttypmod) as type,
    attnotnull as filled, atthasdef as given from pg_attribute
    where attrelid = ${relation} and attnum > 0 and not attisdropped order by attnum`);
  const parents = await tx.execute<Parent>(sql`select f.conname as name, t.relname as table,
    ${names("f.conkey", "f.conrelid")} as columns, ${names("f.confkey", "f.confrelid")} as targets
    from pg_constraint f join pg_class t on t.oid = f.confrelid where f.conrelid = ${relation} and f.contype = 'f'`);
  const checks = await tx.execute<Check>(sql`select f.conname as name, ${names("f.conkey", "f.conrelid")} as columns,
    pg_get_constraintdef(f.oid) as text from pg_constraint f where f.conrelid = ${relation} and f.contype = 'c'`);
  return { table, columns: [...columns], parents: [...parents], checks: [...checks] };
}

/** What belongs to a disruption or a test carries its moment. */
const carried: Record<string, readonly [string, string]> = {
  disruptions: ["period_at", "period_at"],
  resilience_tests: ["held_at", "held_from"],
};

export type Place = { organisationId: string; serviceId: string };

/** Writes one row of any tenant table, its parents first, all about one service. Given values stay; `needed` columns are filled. */
export async function makeRow(
  tx: Tx,
  table: string,
  place: Place,
  { fixed = {}, needed = [], patience = 800 }: { fixed?: Row; needed?: readonly string[]; patience?: number } = {},
): Promise<Row> {
  const { organisationId, serviceId } = place;
  if (table === "organisations") return existing(tx, table, organisationId, organisationId);
  if (table === "minute_extracts" && !("meeting_id" in fixed)) {
    const quoted = await makeQuotable(tx, place);
    return makeRow(tx, table, place, { fixed: { ...fixed, ...quoted }, needed, patience });
  }
  const shape = await shapeOf(tx, table);
  const wanted = new Set(shape.columns.filter(({ filled, given }) => filled && !given).map(({ name }) => name));
  for (const name of needed) wanted.add(name);
  const row: Row = { id: randomUUID(), ...fixed, organisation_id: organisationId };
  if (table === "meeting_votes" && !("noted_by" in fixed)) row.noted_by = await whoever(tx);
  const has = (name: string) => shape.columns.some((column) => column.name === name);
  if (has("service_ids")) row.service_ids = [serviceId];
  if (has("service_ids") && has("service_id")) row.service_id = serviceId;
  for (let attempt = 0; ; attempt += 1) {
    await makeParents(tx, shape, wanted, row, place);
    for (const column of shape.columns) {
      if (!wanted.has(column.name) || column.name in row) continue;
      const same = attempt > 0 && Math.random() < 0.3 ? twinOf(column, shape, row) : undefined;
      row[column.name] = same ?? valueFor(column, shape, attempt);
    }
    const failure = await tryInsert(tx, table, row);
    if (!failure && table === "records") await tie(tx, row, place);
    if (!failure) return row;
    const check = shape.checks.find(({ name }) => name === failure.constraint_name);
    if (!check || attempt === patience) throw failure;
    // All of what belongs together, none of it, or each by chance.
    const likely = [1, 0, 0.5][Math.floor(Math.random() * 3)] ?? 0.5;
    for (const name of check.columns) {
      if (name in fixed || /^(organisation_id|id|service_ids|period_at|held_at)$/.test(name)) continue;
      const column = shape.columns.find((one) => one.name === name);
      const pointing = shape.parents.some((parent) => parent.columns.includes(name));
      if (!column || (pointing && (column.filled || needed.includes(name)))) continue;
      delete row[name];
      if (column.filled && !column.given) continue;
      if (Math.random() < likely) wanted.add(name);
      else wanted.delete(name);
    }
  }
}

/** Whoever acts in this transaction: some facts are written in nobody else's name. */
async function whoever(tx: Tx): Promise<string> {
  const [row] = await tx.execute<{ actor: string }>(sql`select guard.context_actor() as actor`);
  return String(row?.actor);
}

/** Signed minutes with one note, and the columns that an extract of it shares with them. */
async function makeQuotable(tx: Tx, place: Place): Promise<Row> {
  const note = { kind: "note", number: "1.1", paragraphs: ["As signed"] };
  const minutes = { reference: "MTG-1", committee: "Board", items: [{ position: 1, title: "Item", blocks: [note] }] };
  const meeting = await makeRow(tx, "meetings", place, { needed: ["began_at"] });
  const signature = await makeRow(tx, "meeting_signatures", place, {
    fixed: { record_id: meeting.id, content: JSON.stringify(minutes), alone: false },
  });
  const { sha256 } = await existing(tx, "meeting_signatures", place.organisationId, String(signature.id));
  return {
    ...{ meeting_id: meeting.id, held_at: meeting.began_at, meeting_reference: "MTG-1", committee: "Board" },
    ...{ item_position: 1, item: "Item", kind: note.kind, number: note.number, words: "As signed" },
    ...{ signed_post: signature.post, signed_at: signature.signed_at, signed_sha256: sha256 },
    ...{ signed_alone: false, quorate: signature.quorate, outcome: null, facts: null, because: null },
  };
}

/** The link table is the truth about a record's services. */
async function tie(tx: Tx, record: Row, { organisationId, serviceId }: Place): Promise<void> {
  await tx.execute(sql`insert into record_services (organisation_id, id, record_id, service_id)
    values (${organisationId}, ${randomUUID()}, ${record.id}, ${serviceId})`);
}

/** The value of another column that a rule compares with this one. */
function twinOf(column: Column, shape: Shape, row: Row): unknown {
  const compared = shape.checks
    .filter(({ columns }) => columns.includes(column.name))
    .flatMap(({ columns }) => columns);
  const twins = shape.columns.filter(
    ({ name, type }) => type === column.type && name !== column.name && name in row && compared.includes(name),
  );
  return row[twins[Math.floor(Math.random() * twins.length)]?.name ?? ""];
}

async function makeParents(tx: Tx, shape: Shape, wanted: Set<string>, row: Row, place: Place): Promise<void> {
  const ownKey = (parent: Parent) => (parent.columns.includes("id") ? 1 : 0);
  for (const parent of [...shape.parents].sort((a, b) => ownKey(a) - ownKey(b))) {
    const mine = parent.columns.filter((name) => name !== "organisation_id");
    if (mine.length === 0 || (!mine.every((name) => wanted.has(name) || name === "id") && !mine.includes("id")))
      continue;
    const known = Object.fromEntries(
      mine.flatMap((name) => (name in row ? [[parent.targets[parent.columns.indexOf(name)] ?? "", row[name]]] : [])),
    );
    if (mine.every((name) => name in row) && !mine.includes("id")) continue;
    const id = String(known.id ?? "");
    const made =
      (id && (await existing(tx, parent.table, String(row.organisation_id), id).catch(() => undefined))) ||
      (await makeRow(tx, parent.table, place, { fixed: known }));
    for (const [index, name] of parent.columns.entries()) row[name] = made[parent.targets[index] ?? ""];
    const [mineAt, theirsAt] = carried[parent.table] ?? [];
    if (mineAt && theirsAt && shape.columns.some(({ name }) => name === mineAt)) row[mineAt] = made[theirsAt] ?? null;
  }
}

async function existing(tx: Tx, table: string, organisationId: string, id: string): Promise<Row> {
  const [row] = await tx.execute<Row>(
    sql`select * from ${sql.identifier(table)} where organisation_id = ${organisationId} and id = ${id}`,
  );
  if (!row) throw new Error(`${table} has no such row.`);
  return row;
}

type Failure = Error & { code?: string; constraint_name?: string };

/** The error with which the table refuses the row, or undefined; the transaction goes on. */
export async function tryInsert(tx: Tx, table: string, row: Row): Promise<Failure | undefined> {
  const columns = sql.join(
    Object.keys(row).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const json = JSON.stringify(row);
  return tx
    .transaction((inner) =>
      inner.execute(sql`insert into ${sql.identifier(table)} (${columns})
        select ${columns} from jsonb_populate_record(null::${sql.identifier(table)}, ${json}::jsonb)`),
    )
    .then(
      () => undefined,
      (error: Error & { cause?: Failure }) => error.cause ?? error,
    );
}

function valueFor(column: Column, shape: Shape, attempt: number): unknown {
  const mine = shape.checks.filter(({ columns }) => columns.includes(column.name));
  const literalsOf = (checks: readonly Check[]) =>
    checks.flatMap(({ text }) => [...text.matchAll(/'([^']*)'::text/g)].map(([, literal]) => literal ?? ""));
  const about = mine.map(({ text }) => text).join(" ");
  const alone = literalsOf(mine.filter(({ columns }) => columns.length === 1));
  const literals = alone.length > 0 ? alone : literalsOf(mine);
  const some = <T>(list: readonly T[]) => list[attempt === 0 ? 0 : Math.floor(Math.random() * list.length)];
  const soon = attempt === 0 ? 1_000 * (shape.columns.indexOf(column) + 1) : (Math.random() - 0.5) * 4e9;
  switch (column.type) {
    case "uuid":
      return randomUUID();
    case "boolean":
      return some([false, true]);
    case "timestamp with time zone":
      return new Date(Date.now() + soon).toISOString();
    case "date":
      return new Date(Date.now() + (attempt === 0 ? soon * 86_400 : soon)).toISOString().slice(0, 10);
    case "time without time zone":
      return "09:00";
    case "bytea":
      return `\\x${randomBytes(32).toString("hex")}`;
    case "jsonb":
    case "json":
      return some([{}, [], ["sample"], [{}]]);
    case "integer":
    case "smallint":
    case "bigint":
    case "numeric":
      return some([1, 2, 3, 4, 5, 0, ...[...about.matchAll(/[0-9]+/g)].map(Number)]);
    default:
      break;
  }
  if (column.type === "text[]") return Array(some([1, 2, 3])).fill(some(literals) ?? "sample");
  if (column.type.endsWith("[]")) return [];
  if (/\{64\}/.test(about)) return randomBytes(32).toString("hex");
  const words = literals.filter((text) => !/[\\^$]/.test(text));
  return words.length > 0 ? some(words) : `sample-${randomUUID().slice(0, 8)}`;
}
