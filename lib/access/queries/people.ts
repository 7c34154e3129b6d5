import "server-only";
import { and, asc, count, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { own, ownId, type Tx } from "#db/client.ts";
import { membershipServices, memberships, people } from "#db/schema/organisation.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { Actor } from "../actor.ts";
import type { PeopleQuery } from "../inputs.ts";
import { type Role, roleIds, roleLabels } from "../roles.ts";

export const peopleOrder: Order = { expression: people.name, direction: "asc", type: "text", words: "by name" };

export type MembershipRow = {
  id: string;
  personId: string;
  role: Role;
  title: string | null;
  allServices: boolean;
  serviceIds: string[];
  startsAt: Date;
  endsAt: Date | null;
  version: number;
};

/** People whom the actor may know of: everyone for a wide scope, otherwise those whose roles reach the actor's services. */
function known(actor: Actor): SQL | undefined {
  if (actor.services === "all") return undefined;
  const mine = sql.join(
    actor.services.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const reached = actor.services.length > 0 ? sql`or s.service_id in (${mine})` : sql``;
  return sql`exists (select 1 from memberships m
    left join membership_services s on s.organisation_id = m.organisation_id and s.membership_id = m.id and s.ended_at is null
    where m.organisation_id = ${actor.organisationId} and m.person_id = ${people.id} and (m.all_services ${reached}))`;
}

function holding(tx: Tx, actor: Actor, condition: SQL): SQL {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  return sql`exists (select 1 from memberships m where m.organisation_id = ${actor.organisationId}
    and m.person_id = ${people.id} and ${condition} and (m.ends_at is null or m.ends_at > ${now}))`;
}

function inView(tx: Tx, actor: Actor, view: PeopleQuery["view"]): SQL | undefined {
  const now = sql`${tx.now.toISOString()}::timestamptz`;
  switch (view) {
    case "current":
      return and(isNull(people.disabledAt), holding(tx, actor, sql`m.starts_at <= ${now}`));
    case "coming":
      return and(isNull(people.disabledAt), holding(tx, actor, sql`m.starts_at > ${now}`));
    case "ended":
      return and(isNull(people.disabledAt), sql`not ${holding(tx, actor, sql`true`)}`);
    case "disabled":
      return sql`${people.disabledAt} is not null`;
  }
}

function matching(tx: Tx, actor: Actor, query: PeopleQuery): SQL | undefined {
  const like = likeWords(query.words);
  return own(
    people,
    actor,
    known(actor),
    inView(tx, actor, query.view),
    query.words ? or(ilike(people.name, like), ilike(people.email, like)) : undefined,
    query.role ? holding(tx, actor, sql`m.role = ${query.role}`) : undefined,
    query.service
      ? holding(
          tx,
          actor,
          sql`(m.all_services or exists (select 1 from membership_services s where s.organisation_id = m.organisation_id
            and s.membership_id = m.id and s.service_id = ${query.service} and s.ended_at is null))`,
        )
      : undefined,
  );
}

export type PersonRow = Awaited<ReturnType<typeof listPeople>>["rows"][number];

/** One page of the people of the organisation with their memberships, newest membership first. */
export async function listPeople(tx: Tx, actor: Actor, query: PeopleQuery, size?: number) {
  const where = matching(tx, actor, query);
  const page = await keysetPage(
    { sort: "name", order: peopleOrder, id: people.id, cursor: query.page, ...(size ? { size } : {}) },
    (ask) =>
      tx
        .select({
          id: people.id,
          name: people.name,
          email: people.email,
          accountId: people.accountId,
          disabledAt: people.disabledAt,
          key: ask.key,
        })
        .from(people)
        .where(ask.after ? and(where, ask.after) : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx.select({ rows: count() }).from(people).where(where);
  const held = await listMemberships(
    tx,
    actor,
    page.rows.map((row) => row.id),
  );
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, memberships: held.filter((one) => one.personId === row.id) })),
    total: total?.rows ?? 0,
  };
}

export async function countPeople(tx: Tx, actor: Actor): Promise<Record<PeopleQuery["view"], number>> {
  const counted = async (view: PeopleQuery["view"]) => {
    const [row] = await tx
      .select({ rows: count() })
      .from(people)
      .where(own(people, actor, known(actor), inView(tx, actor, view)));
    return row?.rows ?? 0;
  };
  return {
    current: await counted("current"),
    coming: await counted("coming"),
    ended: await counted("ended"),
    disabled: await counted("disabled"),
  };
}

/** Memberships with the services they reach now, the newest first. Without ids: every membership of the organisation. */
export async function listMemberships(tx: Tx, actor: Actor, personIds?: readonly string[]): Promise<MembershipRow[]> {
  if (personIds?.length === 0) return [];
  const rows = await tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      role: memberships.role,
      title: memberships.title,
      allServices: memberships.allServices,
      startsAt: memberships.startsAt,
      endsAt: memberships.endsAt,
      version: memberships.version,
    })
    .from(memberships)
    .where(own(memberships, actor, personIds ? inArray(memberships.personId, [...personIds]) : undefined))
    .orderBy(sql`${memberships.startsAt} desc`, asc(memberships.id));
  const reach = await tx
    .select({ membershipId: membershipServices.membershipId, serviceId: membershipServices.serviceId })
    .from(membershipServices)
    .where(
      own(
        membershipServices,
        actor,
        isNull(membershipServices.endedAt),
        personIds && rows.length > 0
          ? inArray(
              membershipServices.membershipId,
              rows.map((row) => row.id),
            )
          : undefined,
      ),
    );
  return rows.map((row) => ({
    ...row,
    role: wordOf(roleIds, row.role),
    serviceIds: reach.filter((one) => one.membershipId === row.id).map((one) => one.serviceId),
  }));
}

export async function findPerson(tx: Tx, actor: Actor, id: string) {
  const [row] = await tx
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      accountId: people.accountId,
      disabledAt: people.disabledAt,
      createdAt: people.createdAt,
      version: people.version,
    })
    .from(people)
    .where(and(ownId(people, actor, id), known(actor)));
  if (!row) return undefined;
  return { ...row, memberships: await listMemberships(tx, actor, [id]) };
}

export type AccountStanding = { ready: boolean; sessions: number; seenAt: Date | null };

/** Whether people have set a password, and how many sessions are open; by account. */
export async function accountStandings(tx: Tx): Promise<Map<string, AccountStanding>> {
  const rows = await tx.execute<{
    account_id: string;
    ready: boolean;
    sessions: number;
    seen_at: string | null;
  }>(sql`select * from guard.account_standing()`);
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        ready: row.ready,
        sessions: row.sessions,
        seenAt: row.seen_at ? new Date(row.seen_at) : null,
      },
    ]),
  );
}

const viewWords: Record<PeopleQuery["view"], string> = {
  current: "People who can sign in now",
  coming: "People whose role has not begun",
  ended: "People without a role",
  disabled: "Disabled people",
};

export function peopleSentence(query: PeopleQuery, total: number, service?: string): string {
  const parts = [
    viewWords[query.view],
    query.role && roleLabels[query.role],
    service,
    query.words && `holding “${query.words}”`,
  ].filter(Boolean);
  return `${parts.join(", ")}, ${peopleOrder.words} (${total.toLocaleString("en-GB")}).`;
}
