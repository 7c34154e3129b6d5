import "server-only";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { legalProviders, serviceImports, services } from "#db/schema/organisation.ts";
import { type CsvRow, readCsv } from "#lib/csv-read.ts";
import { Refusal } from "#lib/refusal.ts";
import { cellOf, Mapping, providerKey, type ReadRow, readRow } from "../import-file.ts";
import { type KnownProvider, type Plan, planImport, type Standing } from "../import-plan.ts";
import { typesFrom } from "./services.ts";

/** An import takes this many services at once; the largest providers here have a few hundred. */
const mostRows = 2000;
const mostBroken = 500;

const columns = {
  id: serviceImports.id,
  personId: serviceImports.personId,
  fileName: serviceImports.fileName,
  bytes: serviceImports.bytes,
  header: serviceImports.header,
  rowCount: serviceImports.rowCount,
  mapping: serviceImports.mapping,
  providers: serviceImports.providers,
  state: serviceImports.state,
  uploadedAt: serviceImports.uploadedAt,
  endedAt: serviceImports.endedAt,
  created: serviceImports.created,
  updated: serviceImports.updated,
  unchanged: serviceImports.unchanged,
  leftOut: serviceImports.leftOut,
  version: serviceImports.version,
};

const read = <T extends { mapping: unknown }>(row: T) => ({
  ...row,
  mapping: row.mapping === null ? undefined : Mapping.parse(row.mapping),
});

export type ImportDraft = NonNullable<Awaited<ReturnType<typeof findImport>>>;

export async function findImport(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select(columns)
    .from(serviceImports)
    .where(ownId(serviceImports, actor, id));
  return row && read(row);
}

/** The person's own draft, if one is open. */
export async function findOpenImport(tx: Tx, actor: Context) {
  const [row] = await tx
    .select(columns)
    .from(serviceImports)
    .where(
      own(serviceImports, actor, and(eq(serviceImports.personId, actor.personId), eq(serviceImports.state, "open"))),
    );
  return row && read(row);
}

export type PastImport = Awaited<ReturnType<typeof listImports>>[number];

/** The last imports that were made, latest first. */
export async function listImports(tx: Tx, actor: Context) {
  const rows = await tx
    .select(columns)
    .from(serviceImports)
    .where(own(serviceImports, actor, eq(serviceImports.state, "imported")))
    .orderBy(desc(serviceImports.uploadedAt), desc(serviceImports.id))
    .limit(20);
  return rows.map(read);
}

/** Several times the directory of all England; a file of many more rows is another kind of file. */
const longestFile = 250_000;

const surveyProblems = ["no-rows", "one-column", "too-many-columns", "too-many-rows"] as const;
export class SurveyProblem extends Error {
  override name = "SurveyProblem";
  readonly kind: (typeof surveyProblems)[number];

  constructor(kind: (typeof surveyProblems)[number]) {
    super(kind);
    this.kind = kind;
  }
}

/** First pass: the headings and the number of rows. Throws where the file cannot be read to its end. */
export async function surveyFile(file: AsyncIterable<Uint8Array>) {
  let header: string[] | undefined;
  let rows = 0;
  for await (const { cells } of readCsv(file)) {
    if (header) rows += 1;
    else header = headingsOf(cells);
    if (rows > longestFile) throw new SurveyProblem("too-many-rows");
  }
  if (!header || rows === 0) throw new SurveyProblem("no-rows");
  return { header, rowCount: rows };
}

function headingsOf(cells: readonly string[]): string[] {
  if (cells.length < 2) throw new SurveyProblem("one-column");
  if (cells.length > 400) throw new SurveyProblem("too-many-columns");
  return cells.map((cell) => cell.replace(/\s+/g, " ").slice(0, 120));
}

async function* dataRows(file: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  let first = true;
  for await (const row of readCsv(file)) {
    if (!first) yield row;
    first = false;
  }
}

export type FileProvider = { key: string; name: string; id: string | undefined; rows: number };

/** The providers that a file names, with the number of rows of each, by name. */
export async function listFileProviders(file: AsyncIterable<Uint8Array>, mapping: Mapping): Promise<FileProvider[]> {
  const found = new Map<string, FileProvider>();
  for await (const row of dataRows(file)) {
    const key = providerKey(row, mapping);
    if (key === undefined) continue;
    const known = found.get(key);
    if (known) known.rows += 1;
    else {
      const id = cellOf(row, mapping, "cqcProviderId");
      found.set(key, { key, id, name: cellOf(row, mapping, "providerName") ?? id ?? key, rows: 1 });
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "en-GB") || (a.key < b.key ? -1 : 1));
}

/** Second pass: the rows of the chosen providers, each read and checked; and rows too broken to tell whose they are. */
export async function readChosen(
  file: AsyncIterable<Uint8Array>,
  draft: { header: readonly string[]; mapping: Mapping; providers: readonly string[] },
): Promise<ReadRow[]> {
  const chosen = new Set(draft.providers);
  const rows: ReadRow[] = [];
  let broken = 0;
  for await (const row of dataRows(file)) {
    const key = providerKey(row, draft.mapping);
    const uneven = row.cells.length !== draft.header.length;
    if (uneven) broken += 1;
    if (!uneven && (key === undefined || !chosen.has(key))) continue;
    if (broken > mostBroken)
      throw new Refusal(
        "conflict",
        `More than ${mostBroken} rows have too few or too many cells. Mend the file first.`,
      );
    if (rows.length >= mostRows)
      throw new Refusal("conflict", `These providers have more than ${mostRows} rows. Choose fewer at a time.`);
    rows.push(readRow(row, draft.mapping, draft.header));
  }
  return rows;
}

/** What the import would do to the services as they stand now. */
export async function planFor(tx: Tx, actor: Context, rows: readonly ReadRow[]): Promise<Plan> {
  const ids = rows.flatMap((row) => (row.facts ? [row.facts.cqcLocationId] : []));
  return planImport(rows, {
    services: await listStanding(tx, actor, ids),
    providers: await listKnownProviders(tx, actor),
    names: await namesWithout(tx, actor),
  });
}

export function listKnownProviders(tx: Tx, actor: Context): Promise<KnownProvider[]> {
  return tx
    .select({ id: legalProviders.id, name: legalProviders.name, cqcProviderId: legalProviders.cqcProviderId })
    .from(legalProviders)
    .where(own(legalProviders, actor));
}

async function listStanding(tx: Tx, actor: Context, ids: readonly string[]): Promise<Standing[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({
      id: services.id,
      name: services.name,
      types: services.types,
      cqcLocationId: services.cqcLocationId,
      odsCode: services.odsCode,
      address: services.address,
      postcode: services.postcode,
      localAuthority: services.localAuthority,
      beds: services.beds,
      closedOn: services.closedOn,
      provider: { id: legalProviders.id, name: legalProviders.name, cqcProviderId: legalProviders.cqcProviderId },
    })
    .from(services)
    .leftJoin(
      legalProviders,
      and(eq(legalProviders.organisationId, actor.organisationId), eq(legalProviders.id, services.legalProviderId)),
    )
    .where(own(services, actor, inArray(services.cqcLocationId, [...ids])));
  return rows.flatMap(({ cqcLocationId, ...row }) =>
    cqcLocationId === null ? [] : [{ ...row, cqcLocationId, types: typesFrom(row.types) }],
  );
}

/** Names, in small letters, of services that have no CQC location id. */
async function namesWithout(tx: Tx, actor: Context): Promise<Set<string>> {
  const rows = await tx
    .select({ name: services.name, cqcLocationId: services.cqcLocationId })
    .from(services)
    .where(own(services, actor));
  return new Set(rows.filter((row) => row.cqcLocationId === null).map((row) => row.name.toLowerCase()));
}

/** Drafts that keep their file: every open one but the person's own, which a new upload replaces. */
export async function listOpenElsewhere(tx: Tx, actor: Context) {
  return tx
    .select({ id: serviceImports.id, uploadedAt: serviceImports.uploadedAt })
    .from(serviceImports)
    .where(
      own(serviceImports, actor, and(eq(serviceImports.state, "open"), ne(serviceImports.personId, actor.personId))),
    );
}
