import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { startOfDay } from "#lib/access/request.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { Dated } from "#lib/meetings/meeting.ts";
import { mostRows, type Paper, type PaperTable } from "#lib/meetings/paper.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";
import { momentText } from "#lib/registers/moment.ts";
import { monthsBefore } from "#lib/resilience-tests/queries/services.ts";
import { listAppetites } from "#lib/risks/queries/appetite.ts";
import type { Appetite } from "#lib/risks/risk.ts";
import { postNames } from "./queries/posts.ts";

/** Whose papers: the committee, its services (none means the whole organisation), and when it met before. */
export type PaperAsk = {
  committeeId: string;
  serviceIds: readonly string[];
  previousAt: Date | undefined;
  /** The meeting itself: what earlier ones left to it comes back in its papers. */
  meeting?: { id: string } & Dated;
};

/** What every section of one set of papers is written from, read once. */
export type Desk = PaperAsk & {
  tx: Tx;
  actor: Context;
  /** Names of all services, and of people their posts: no name of a person stands in a paper. */
  services: ReadonlyMap<string, string>;
  posts: ReadonlyMap<string, string>;
  appetites: readonly Appetite[];
  today: string;
  /** The London day from which "since" counts, so that a register can show the same rows. */
  since: { day: string; at: Date; words: string };
  /** A register's address with the scope and the moment, or nothing where no register can show exactly these rows. */
  link: (path: string, keys?: Record<string, string>) => { href?: string };
};

export type Body = Omit<Paper, "section" | "asAt" | "since">;

const firstPeriodMonths = 3;

/** `moment` is the past that the transaction looks back at; without it the papers are of now. */
export async function openDesk(tx: Tx, actor: Context, ask: PaperAsk, moment?: Date): Promise<Desk> {
  const day = londonDay(ask.previousAt ?? monthsBefore(tx.now, firstPeriodMonths));
  return {
    ...ask,
    tx,
    actor,
    services: await serviceNames(tx, actor),
    posts: await postNames(tx, actor),
    appetites: await listAppetites(tx, actor),
    today: londonDay(tx.now),
    since: { day, at: startOfDay(day), words: formatDate(day) },
    link: linker(ask.serviceIds, moment),
  };
}

function linker(serviceIds: readonly string[], moment: Date | undefined): Desk["link"] {
  const [service, ...others] = serviceIds;
  return (path, keys = {}) => {
    if (others.length > 0) return {};
    const search = new URLSearchParams(keys);
    if (service) search.set("service", service);
    if (moment) search.set("at", momentText(moment));
    const text = search.toString();
    return { href: text ? `${path}?${text}` : path };
  };
}

/** Rows that name one of the committee's services. */
export function named(desk: Desk, serviceIds: PgColumn): SQL | undefined {
  return desk.serviceIds.length > 0 ? sql`${serviceIds} && ${list(desk)}` : undefined;
}

/** The same, with the rows that stand for the whole organisation. */
export function concerned(desk: Desk, serviceIds: PgColumn): SQL | undefined {
  return desk.serviceIds.length > 0 ? sql`(${serviceIds} && ${list(desk)} or ${serviceIds} = '{}')` : undefined;
}

const list = (desk: Desk) => sql`${`{${desk.serviceIds.join(",")}}`}::uuid[]`;

export const isOfScope = (desk: Desk, serviceId: string) =>
  desk.serviceIds.length === 0 || desk.serviceIds.includes(serviceId);

export const where = (desk: Desk, serviceIds: readonly string[]) => serviceWords(serviceIds, desk.services);

export const postOf = (desk: Desk, personId: string | null) => (personId && desk.posts.get(personId)) || "Not known";

/** A table of the worst rows: those shown, and how many more there are. */
export function table(
  key: string,
  title: string,
  given: Pick<PaperTable, "columns" | "none" | "rows" | "compare"> & { total?: number },
): PaperTable {
  const { total = given.rows.length, ...told } = given;
  const rows = given.rows.slice(0, mostRows);
  return { key, title, ...told, rows, more: total - rows.length };
}
