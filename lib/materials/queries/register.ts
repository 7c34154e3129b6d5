import "server-only";
import { and, asc, count, eq, ilike, inArray, isNull, max, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { materials } from "#db/schema/materials.ts";
import { services, sites } from "#db/schema/organisation.ts";
import { records } from "#db/schema/records.ts";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { materialKinds, materialKindWords } from "#lib/records/material-kinds.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { MaterialQuery, MaterialView } from "../inputs.ts";
import { checkLastsDays, checkResults, inDateMeasure, materialStates, type Standing } from "../material.ts";

const columns = {
  id: materials.id,
  reference: records.reference,
  title: records.title,
  kind: materials.kind,
  serviceId: materials.serviceId,
  siteId: materials.siteId,
  site: sites.name,
  place: materials.place,
  copyNumber: materials.copyNumber,
  copies: materials.copies,
  showsPriorities: materials.showsPriorities,
  contentAsOf: materials.contentAsOf,
  printedAt: materials.printedAt,
  useUntil: materials.useUntil,
  state: materials.state,
  lastResult: materials.lastResult,
  lastCheckedAt: materials.lastCheckedAt,
  lastRole: materials.lastRole,
  serviceIds: materials.serviceIds,
};

type Raw = { kind: string; state: string; lastResult: string | null; lastRole: string | null };
function worded<T extends Raw>(row: T) {
  const lastRole = wordOf(roleIds, row.lastRole);
  return {
    ...row,
    kind: wordOf(materialKinds, row.kind),
    state: wordOf(materialStates, row.state),
    lastResult: wordOf(checkResults, row.lastResult),
    lastRole,
    lastBy: lastRole && roleLabels[lastRole],
  };
}

export const materialOrders: Record<MaterialQuery["sort"], Order> = {
  place: { expression: materials.shelf, direction: "asc", type: "text", words: "by service and place" },
  until: {
    expression: sql`coalesce(${materials.useUntil}, '-infinity')`,
    direction: "asc",
    type: "timestamptz",
    words: "soonest use until first",
  },
  checked: {
    expression: sql`coalesce(${materials.lastCheckedAt}, '-infinity')`,
    direction: "asc",
    type: "timestamptz",
    words: "longest unchecked first",
  },
};

const moment = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/** The pure `standing` of material.ts as the database's own expression; a test holds the two together. */
export function standingSql(now: Date): SQL<Standing> {
  const seen = sql`(${materials.printedAt} is null or ${materials.lastCheckedAt} >= ${materials.printedAt})`;
  return sql<Standing>`case
    when ${materials.state} in ('superseded', 'withdrawn') then 'ended'
    when ${seen} and ${materials.lastResult} = 'missing' then 'missing'
    when ${materials.contentAsOf} is null or ${materials.printedAt} is null or ${materials.useUntil} is null then 'no-date-stamp'
    when ${materials.useUntil} <= ${moment(now)} then 'out-of-date'
    when ${seen} and ${materials.lastResult} = 'present-out-of-date' then 'out-of-date'
    when ${seen} and ${materials.lastResult} = 'no-date-stamp' then 'no-date-stamp'
    when ${materials.lastResult} is distinct from 'present-current' then 'not-known'
    when ${materials.lastCheckedAt} < ${moment(now)} - make_interval(hours => ${checkLastsDays * 24}) then 'not-known'
    else 'in-date' end`;
}

const inUse = sql`${materials.state} in ('draft', 'current')`;
const uncheckedFor = (days: number, now: Date) =>
  sql`${inUse} and (${materials.lastCheckedAt} is null or ${materials.lastCheckedAt} < ${moment(now)} - make_interval(hours => ${days * 24}))`;

/** A rota that does not show who comes first. */
const unordered = sql<boolean>`coalesce(${materials.kind} = 'rota-backup' and not ${materials.showsPriorities}, false)`;

function views(view: MaterialView, now: Date): SQL {
  switch (view) {
    case "all":
      return inUse;
    case "ended":
      return sql`${materials.state} in ('superseded', 'withdrawn')`;
    case "not-in-date":
      return sql`${standingSql(now)} in ('missing', 'no-date-stamp', 'out-of-date')`;
    case "no-priorities":
      return sql`${inUse} and ${unordered}`;
    case "not-known":
    case "out-of-date":
    case "no-date-stamp":
      return sql`${standingSql(now)} = ${view}`;
    case "unchecked-7":
      return uncheckedFor(7, now);
    case "unchecked-30":
      return uncheckedFor(30, now);
  }
}

function matching(actor: Context, query: MaterialQuery, now: Date): SQL | undefined {
  const words = query.words.toLowerCase();
  const kinds = materialKinds.filter((kind) => materialKindWords[kind].label.toLowerCase().includes(words));
  return own(
    materials,
    actor,
    views(query.view, now),
    query.service ? eq(materials.serviceId, query.service) : undefined,
    query.kind ? eq(materials.kind, query.kind) : undefined,
    words
      ? or(ilike(materials.place, likeWords(words)), kinds.length > 0 ? inArray(materials.kind, kinds) : undefined)
      : undefined,
  );
}

const recordOf = (actor: Context) =>
  and(eq(records.organisationId, materials.organisationId), eq(records.id, materials.id), own(records, actor));
const siteOf = (actor: Context) =>
  and(eq(sites.organisationId, materials.organisationId), eq(sites.id, materials.siteId), own(sites, actor));

export type MaterialRow = Awaited<ReturnType<typeof listMaterials>>["rows"][number];

/** One page of the register and the number of rows that match. */
export async function listMaterials(tx: Tx, actor: Context, query: MaterialQuery, size?: number) {
  const where = matching(actor, query, tx.now);
  const page = await keysetPage(
    {
      sort: query.sort,
      order: materialOrders[query.sort],
      id: materials.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(materials)
        .innerJoin(records, recordOf(actor))
        .leftJoin(sites, siteOf(actor))
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(materials).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countViews(tx: Tx, actor: Context): Promise<Record<MaterialView, number>> {
  const when = (view: MaterialView) => sql<number>`count(*) filter (where ${views(view, tx.now)})`.mapWith(Number);
  const counts = {
    all: when("all"),
    "not-in-date": when("not-in-date"),
    "out-of-date": when("out-of-date"),
    "no-date-stamp": when("no-date-stamp"),
    "not-known": when("not-known"),
    "unchecked-7": when("unchecked-7"),
    "unchecked-30": when("unchecked-30"),
    "no-priorities": when("no-priorities"),
    ended: when("ended"),
  };
  const [row] = await tx.select(counts).from(materials).where(own(materials, actor));
  const none = { "not-in-date": 0, "out-of-date": 0, "no-date-stamp": 0, "not-known": 0, "no-priorities": 0 };
  return row ?? { all: 0, ...none, "unchecked-7": 0, "unchecked-30": 0, ended: 0 };
}

export async function findMaterial(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      ...columns,
      endedReason: materials.endedReason,
      ownerId: materials.ownerId,
      createdAt: materials.createdAt,
      changedAt: materials.changedAt,
      version: materials.version,
    })
    .from(materials)
    .innerJoin(records, recordOf(actor))
    .leftJoin(sites, siteOf(actor))
    .where(ownId(materials, actor, id));
  return row && worded(row);
}

/** Every copy in use of one service, in the order of its places: the round of a physical check. */
export async function listToCheck(tx: Tx, actor: Context, serviceId: string) {
  const rows = await tx
    .select({ ...columns, key: materials.shelf })
    .from(materials)
    .innerJoin(records, recordOf(actor))
    .leftJoin(sites, siteOf(actor))
    .where(own(materials, actor, eq(materials.serviceId, serviceId), inUse))
    .orderBy(asc(materials.shelf), asc(materials.id))
    .limit(500);
  return rows.map(worded);
}

/** Where each copy is kept, by its id: what tells several copies of one material apart. */
export async function placesOfCopies(tx: Tx, actor: Context): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: materials.id, place: materials.place })
    .from(materials)
    .where(own(materials, actor));
  return new Map(rows.map(({ id, place }) => [id, place]));
}

/** Open sites within reach, for choosing where a copy is kept. */
export function listSites(tx: Tx, actor: Context) {
  return tx
    .select({ id: sites.id, name: sites.name, serviceId: sites.serviceId })
    .from(sites)
    .where(own(sites, actor, isNull(sites.closedOn)))
    .orderBy(asc(sites.serviceId), asc(sites.name));
}

export type ServiceMaterials = Awaited<ReturnType<typeof materialsInDate>>[number];

/**
 * Per service with a copy in use: the in-date measure with its numerator and denominator, the count of each
 * standing, copies whose rota shows no priorities, and the last check. A service without a copy has no row.
 */
export async function materialsInDate(tx: Tx, actor: Context) {
  const stand = standingSql(tx.now).as("standing");
  const each = tx
    .select({
      serviceId: materials.serviceId,
      stand,
      unordered: unordered.as("unordered"),
      lastCheckedAt: materials.lastCheckedAt,
    })
    .from(materials)
    .where(own(materials, actor, inUse))
    .as("each");
  const rows = await tx
    .select({
      serviceId: each.serviceId,
      stand: each.stand,
      copies: count(),
      unordered: sql<number>`count(*) filter (where ${each.unordered})`.mapWith(Number),
      lastCheckedAt: max(each.lastCheckedAt),
    })
    .from(each)
    .groupBy(each.serviceId, each.stand);
  const byService = Map.groupBy(rows, (row) => row.serviceId);
  return [...byService].map(([serviceId, parts]) => {
    const counts: Partial<Record<Standing, number>> = Object.fromEntries(parts.map((row) => [row.stand, row.copies]));
    const times = parts.flatMap((row) => (row.lastCheckedAt ? [row.lastCheckedAt.getTime()] : []));
    return {
      serviceId,
      ...inDateMeasure(counts),
      counts,
      withoutPriorities: parts.reduce((sum, row) => sum + row.unordered, 0),
      lastCheckedAt: times.length > 0 ? new Date(Math.max(...times)) : undefined,
    };
  });
}

/** The name under which a service's copies are shelved. */
export async function serviceName(tx: Tx, actor: Context, id: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ name: services.name })
    .from(services)
    .where(ownId(services, actor, id));
  return row?.name;
}

/** The register's rows in one sentence: page subtitle, export's first line and bundle caption. */
export function materialsSentence(query: MaterialQuery, total: number, service?: string): string {
  const what = {
    all: "Contingency materials in use",
    "not-in-date": "Contingency materials missing, out of date or without a date stamp",
    "not-known": "Contingency materials whose standing is not known",
    "no-priorities": "Rotas without priorities",
    "out-of-date": "Contingency materials out of date",
    "no-date-stamp": "Contingency materials without a date stamp",
    "unchecked-7": "Contingency materials not checked in 7 days",
    "unchecked-30": "Contingency materials not checked in 30 days",
    ended: "Contingency materials no longer used",
  }[query.view];
  const parts = [
    what,
    query.kind && materialKindWords[query.kind].label,
    service,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${materialOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
