import "server-only";
import { and, arrayContains, asc, count, eq, ilike, inArray, isNull, lte, ne, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { legalProviders, membershipServices, memberships, people, services, sites } from "#db/schema/organisation.ts";
import { type Role, roleIds, roleLabels } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { ServiceQuery } from "../inputs.ts";
import { type ServiceType, serviceTypeWords, siteKinds } from "../organisation.ts";

const columns = {
  id: services.id,
  name: services.name,
  types: services.types,
  cqcLocationId: services.cqcLocationId,
  odsCode: services.odsCode,
  legalProviderId: services.legalProviderId,
  provider: legalProviders.name,
  managerId: services.managerId,
  manager: people.name,
  address: services.address,
  postcode: services.postcode,
  localAuthority: services.localAuthority,
  beds: services.beds,
  peopleSupported: services.peopleSupported,
  closedOn: services.closedOn,
  version: services.version,
};

// The forms and the import let in the list's ids alone; anything else an owner wrote reads as "other".
export function typesFrom(types: readonly string[]): ServiceType[] {
  return types.map((type) => (isType(type) ? type : "other"));
}
const isType = (type: string): type is ServiceType => type in serviceTypeWords;
const typed = <T extends { types: string[] }>(row: T) => ({ ...row, types: typesFrom(row.types) });

export const serviceOrders: Record<ServiceQuery["sort"], Order> = {
  name: { expression: services.name, direction: "asc", type: "text", words: "by name" },
  authority: {
    expression: sql`coalesce(${services.localAuthority}, '')`,
    direction: "asc",
    type: "text",
    words: "by local authority",
  },
  people: {
    expression: sql`coalesce(${services.peopleSupported}, -1)`,
    direction: "desc",
    type: "integer",
    words: "most people supported first",
  },
};

/** A person of some services sees those; the rest of the organisation is not theirs to read. */
function inScope(actor: Context): SQL | undefined {
  return actor.services === "all" ? undefined : inArray(services.id, [...actor.services]);
}

function views(view: ServiceQuery["view"], today: string): SQL | undefined {
  const open = or(isNull(services.closedOn), sql`${services.closedOn} > ${today}::date`);
  switch (view) {
    case "open":
      return open;
    case "closed":
      return lte(services.closedOn, today);
    case "no-manager":
      return and(open, isNull(services.managerId));
    case "no-location":
      return and(open, isNull(services.cqcLocationId));
  }
}

function matching(actor: Context, query: ServiceQuery, today: string): SQL | undefined {
  return own(
    services,
    actor,
    inScope(actor),
    views(query.view, today),
    query.type ? arrayContains(services.types, [query.type]) : undefined,
    query.provider ? eq(services.legalProviderId, query.provider) : undefined,
    query.words
      ? or(
          ilike(services.name, likeWords(query.words)),
          ilike(services.localAuthority, likeWords(query.words)),
          ilike(services.cqcLocationId, likeWords(query.words)),
        )
      : undefined,
  );
}

const withProvider = (actor: Context) =>
  and(eq(legalProviders.organisationId, actor.organisationId), eq(legalProviders.id, services.legalProviderId));
const withManager = (actor: Context) =>
  and(eq(people.organisationId, actor.organisationId), eq(people.id, services.managerId));

export type ServiceRow = Awaited<ReturnType<typeof listServices>>["rows"][number];

/** One page of the services register and the number of services that match. */
export async function listServices(tx: Tx, actor: Context, query: ServiceQuery, size?: number) {
  const where = matching(actor, query, londonDay(tx.now));
  const page = await keysetPage(
    {
      sort: query.sort,
      order: serviceOrders[query.sort],
      id: services.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(services)
        .leftJoin(legalProviders, withProvider(actor))
        .leftJoin(people, withManager(actor))
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(services).where(where);
  return { ...page, rows: page.rows.map(typed), total: total?.rows ?? 0 };
}

export async function countViews(tx: Tx, actor: Context) {
  const today = londonDay(tx.now);
  const counted = async (view: ServiceQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(services)
      .where(own(services, actor, inScope(actor), views(view, today)));
    return row?.rows ?? 0;
  };
  return {
    open: await counted("open"),
    "no-manager": await counted("no-manager"),
    "no-location": await counted("no-location"),
    closed: await counted("closed"),
  };
}

export async function findService(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select(columns)
    .from(services)
    .leftJoin(legalProviders, withProvider(actor))
    .leftJoin(people, withManager(actor))
    .where(own(services, actor, eq(services.id, id), inScope(actor)));
  return row && typed(row);
}

/** The other service of the organisation that has a CQC location id, if any. */
export async function findByLocation(tx: Tx, actor: Context, cqcLocationId: string, except?: string) {
  const [row] = await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(
      own(
        services,
        actor,
        eq(services.cqcLocationId, cqcLocationId),
        except === undefined ? undefined : ne(services.id, except),
      ),
    );
  return row;
}

export type SiteRow = Awaited<ReturnType<typeof listSites>>[number];

export async function listSites(tx: Tx, actor: Context, serviceId: string) {
  const rows = await tx
    .select({ id: sites.id, name: sites.name, kind: sites.kind, closedOn: sites.closedOn, version: sites.version })
    .from(sites)
    .where(own(sites, actor, eq(sites.serviceId, serviceId)))
    .orderBy(sql`${sites.closedOn} is not null`, asc(sites.name));
  return rows.map((row) => ({ ...row, kind: wordOf(siteKinds, row.kind) }));
}

export async function findSite(tx: Tx, actor: Context, id: string) {
  const [row] = await tx
    .select({
      id: sites.id,
      serviceId: sites.serviceId,
      name: sites.name,
      kind: sites.kind,
      closedOn: sites.closedOn,
      version: sites.version,
    })
    .from(sites)
    .where(ownId(sites, actor, id));
  return row;
}

export type Post = { id: string; role: Role; title: string; name: string; wide: boolean; since: Date };

/** Who holds a post at a service now: of the service itself first, then of the whole organisation, by role. */
export async function listPosts(tx: Tx, actor: Context, serviceId: string): Promise<Post[]> {
  const rows = await tx
    .select({
      id: memberships.id,
      role: memberships.role,
      title: memberships.title,
      name: people.name,
      wide: memberships.allServices,
      since: memberships.startsAt,
    })
    .from(memberships)
    .innerJoin(people, and(eq(people.organisationId, actor.organisationId), eq(people.id, memberships.personId)))
    .leftJoin(
      membershipServices,
      and(
        eq(membershipServices.organisationId, actor.organisationId),
        eq(membershipServices.membershipId, memberships.id),
        eq(membershipServices.serviceId, serviceId),
        isNull(membershipServices.endedAt),
      ),
    )
    .where(
      own(
        memberships,
        actor,
        isNull(people.disabledAt),
        lte(memberships.startsAt, tx.now),
        or(isNull(memberships.endsAt), sql`${memberships.endsAt} > ${tx.now.toISOString()}::timestamptz`),
        sql`(${memberships.allServices} or ${membershipServices.id} is not null)`,
      ),
    );
  const posts = rows.map((row) => ({ ...row, role: wordOf(roleIds, row.role) }));
  return posts
    .map((row) => ({ ...row, title: row.title ?? roleLabels[row.role] }))
    .sort((a, b) => Number(a.wide) - Number(b.wide) || seniority(b, a) * (a.wide ? -1 : 1));
}

/** The list of roles runs from the floor to the manager, and after that from the top down. */
const seniority = (a: Post, b: Post) => roleIds.indexOf(a.role) - roleIds.indexOf(b.role);

export type ProviderRow = Awaited<ReturnType<typeof listProviders>>[number];

/** Every legal provider with the number of its open services within the reader's scope. */
export async function listProviders(tx: Tx, actor: Context) {
  return tx
    .select({
      id: legalProviders.id,
      name: legalProviders.name,
      cqcProviderId: legalProviders.cqcProviderId,
      version: legalProviders.version,
      services: count(services.id),
    })
    .from(legalProviders)
    .leftJoin(
      services,
      and(
        eq(services.organisationId, actor.organisationId),
        eq(services.legalProviderId, legalProviders.id),
        inScope(actor),
        views("open", londonDay(tx.now)),
      ),
    )
    .where(own(legalProviders, actor))
    .groupBy(legalProviders.id, legalProviders.name, legalProviders.cqcProviderId, legalProviders.version)
    .orderBy(asc(legalProviders.name), asc(legalProviders.id));
}

/** The register's rows in one sentence: page subtitle and export's first line. */
export function servicesSentence(query: ServiceQuery, total: number, provider?: string): string {
  const what = {
    open: "Services",
    "no-manager": "Services without a manager",
    "no-location": "Services without a CQC location id",
    closed: "Closed services",
  }[query.view];
  const parts = [
    what,
    query.type && serviceTypeWords[query.type],
    provider,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${serviceOrders[query.sort].words} (${total.toLocaleString("en-GB")}).`;
}
