import "server-only";
import { arrayContains, asc, count, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { systems } from "#db/schema/systems.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { SystemQuery } from "./inputs.ts";
import { categoryWords, hostings, systemCategories, systemStates, tiers } from "./system.ts";

const columns = {
  id: systems.id,
  reference: records.reference,
  name: systems.name,
  category: systems.category,
  tier: systems.tier,
  hosting: systems.hosting,
  supplier: systems.supplier,
  objectiveMinutes: systems.objectiveMinutes,
  tolerableMinutes: systems.tolerableMinutes,
  analogue: systems.analogue,
  analogueEndsOn: systems.analogueEndsOn,
  state: systems.state,
  serviceIds: systems.serviceIds,
  ownerId: systems.ownerId,
  changedAt: systems.changedAt,
};

type Raw = { category: string; tier: number; hosting: string; state: string };
const worded = <T extends Raw>(row: T) => ({
  ...row,
  category: wordOf(systemCategories, row.category),
  tier: wordOf(tiers, row.tier),
  hosting: wordOf(hostings, row.hosting),
  state: wordOf(systemStates, row.state),
});

export const systemOrders: Record<SystemQuery["sort"], Order> = {
  tier: { expression: systems.tier, direction: "asc", type: "integer", words: "most critical first" },
  name: { expression: systems.name, direction: "asc", type: "text", words: "by name" },
  changed: { expression: systems.changedAt, direction: "desc", type: "timestamptz", words: "last changed first" },
};

function views(view: SystemQuery["view"]): SQL | undefined {
  switch (view) {
    case "in-use":
      return eq(systems.state, "in-use");
    case "retired":
      return eq(systems.state, "retired");
    case "analogue":
      return sql`${systems.state} = 'in-use' and ${systems.analogue}`;
    case "no-objective":
      return sql`${systems.state} = 'in-use' and (${systems.objectiveMinutes} is null or ${systems.tolerableMinutes} is null)`;
  }
}

function matching(actor: Context, query: SystemQuery): SQL | undefined {
  return own(
    systems,
    actor,
    views(query.view),
    query.service
      ? or(arrayContains(systems.serviceIds, [query.service]), sql`${systems.serviceIds} = '{}'`)
      : undefined,
    query.category ? eq(systems.category, query.category) : undefined,
    query.words
      ? or(ilike(systems.name, likeWords(query.words)), ilike(systems.supplier, likeWords(query.words)))
      : undefined,
  );
}

export type SystemRow = Awaited<ReturnType<typeof listSystems>>["rows"][number];

/** One page of the register, the number of rows that match, and how many each view holds. */
export async function listSystems(tx: Tx, actor: Context, query: SystemQuery, size?: number) {
  const where = matching(actor, query);
  const page = await keysetPage(
    {
      sort: query.sort,
      order: systemOrders[query.sort],
      id: systems.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(systems)
        .innerJoin(
          records,
          sql`${records.organisationId} = ${systems.organisationId} and ${records.id} = ${systems.id} and ${own(records, actor)}`,
        )
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(systems).where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countViews(tx: Tx, actor: Context) {
  const counted = async (view: SystemQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(systems)
      .where(own(systems, actor, views(view)));
    return row?.rows ?? 0;
  };
  return {
    "in-use": await counted("in-use"),
    analogue: await counted("analogue"),
    "no-objective": await counted("no-objective"),
    retired: await counted("retired"),
  };
}

export async function findSystem(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      ...columns,
      careReason: systems.careReason,
      retiredReason: systems.retiredReason,
      createdAt: systems.createdAt,
      version: systems.version,
    })
    .from(systems)
    .innerJoin(
      records,
      sql`${records.organisationId} = ${systems.organisationId} and ${records.id} = ${systems.id} and ${own(records, actor)}`,
    )
    .where(ownId(systems, actor, id));
  return row && worded(row);
}

/** Systems in use, by name; for choosing one in another room's form. */
export function listSystemsInUse(tx: Tx, actor: Context) {
  return tx
    .select({ id: systems.id, name: systems.name, category: systems.category })
    .from(systems)
    .where(own(systems, actor, eq(systems.state, "in-use")))
    .orderBy(asc(systems.name));
}

/** The register's rows in one sentence: page subtitle, export's first line and bundle caption. */
export function systemsSentence(query: SystemQuery, total: number, service?: string): string {
  const what = {
    "in-use": "Systems in use",
    analogue: "Systems on an analogue line",
    "no-objective": "Systems without both recovery times",
    retired: "Systems no longer used",
  }[query.view];
  const parts = [
    what,
    query.category && categoryWords[query.category],
    service,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${systemOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
