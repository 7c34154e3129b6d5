import "server-only";
import { and, arrayContains, count, eq, gte, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { own, type Tx } from "#db/client.ts";
import type { Context } from "#db/context.ts";
import { records } from "#db/schema/records.ts";
import { resilienceTests } from "#db/schema/resilience-tests.ts";
import { startOfDay } from "#lib/access/request.ts";
import { formatDate } from "#lib/dates.ts";
import { keysetPage, likeWords, type Order } from "#lib/registers/keyset.ts";
import { wordOf } from "#lib/words.ts";
import type { TestQuery, TestView } from "../inputs.ts";
import {
  notices,
  noticeWords,
  reportedStates,
  resultRanks,
  scenarios,
  shifts,
  testEveryMonths,
  testKinds,
  testKindWords,
  testStates,
} from "../resilience-test.ts";

export const columns = {
  id: resilienceTests.id,
  reference: records.reference,
  title: resilienceTests.title,
  scenario: resilienceTests.scenario,
  kind: resilienceTests.kind,
  notice: resilienceTests.notice,
  shift: resilienceTests.shift,
  state: resilienceTests.state,
  plannedFor: resilienceTests.plannedFor,
  heldFrom: resilienceTests.heldFrom,
  heldTo: resilienceTests.heldTo,
  objectives: resilienceTests.objectives,
  met: resilienceTests.met,
  partlyMet: resilienceTests.partlyMet,
  notMet: resilienceTests.notMet,
  notTested: resilienceTests.notTested,
  measuredMinutes: resilienceTests.measuredMinutes,
  targetMinutes: resilienceTests.targetMinutes,
  boardPresent: resilienceTests.boardPresent,
  serviceIds: resilienceTests.serviceIds,
};

type Raw = { scenario: string; kind: string; notice: string; shift: string; state: string };
export const worded = <T extends Raw>(row: T) => ({
  ...row,
  scenario: wordOf(scenarios, row.scenario),
  kind: wordOf(testKinds, row.kind),
  notice: wordOf(notices, row.notice),
  shift: wordOf(shifts, row.shift),
  state: wordOf(testStates, row.state),
});

export const recordOf = (actor: Context) =>
  and(
    eq(records.organisationId, resilienceTests.organisationId),
    eq(records.id, resilienceTests.id),
    own(records, actor),
  );

export const testOrders: Record<TestQuery["sort"], Order> = {
  date: {
    expression: sql`coalesce(${resilienceTests.heldFrom}, ${resilienceTests.plannedFor})`,
    direction: "desc",
    type: "timestamptz",
    words: "newest first",
  },
  // What is not reported yet stands with what is not known.
  result: {
    expression: sql`case when ${resilienceTests.state} = 'completed' then ${resultRanks.indexOf("not-scored")}::int else ${resilienceTests.resultRank} end`,
    direction: "asc",
    type: "integer",
    words: "worst result first",
  },
};

type RowView = Exclude<TestView, "no-test">;

// The pure `resultSaid` as the database's own expressions; a test holds the two together.
const { objectives, met, partlyMet, notMet, notTested } = resilienceTests;
const scored = sql`(${objectives} > 0 and ${met} + ${partlyMet} + ${notMet} + ${notTested} >= ${objectives})`;
const reported = inArray(resilienceTests.state, reportedStates);
const somethingNot = sql`(${notMet} + ${partlyMet} > 0)`;
const somethingMet = sql`(${met} + ${partlyMet} > 0)`;

function views(view: RowView): SQL | undefined {
  switch (view) {
    case "all":
      return undefined;
    case "planned":
      return eq(resilienceTests.state, "planned");
    case "needs-reporting":
      return eq(resilienceTests.state, "completed");
    case "partly-met":
      return sql`${reported} and ${scored} and ${somethingNot} and ${somethingMet}`;
    case "not-met":
      return sql`${reported} and ${scored} and ${somethingNot} and not ${somethingMet}`;
  }
}

function matching(actor: Context, query: TestQuery): SQL | undefined {
  return own(
    resilienceTests,
    actor,
    query.view === "no-test" ? sql`false` : views(query.view),
    query.service
      ? or(arrayContains(resilienceTests.serviceIds, [query.service]), sql`${resilienceTests.serviceIds} = '{}'`)
      : undefined,
    query.since ? gte(resilienceTests.heldFrom, startOfDay(query.since)) : undefined,
    query.kind ? eq(resilienceTests.kind, query.kind) : undefined,
    query.notice ? eq(resilienceTests.notice, query.notice) : undefined,
    query.words
      ? or(
          ilike(resilienceTests.title, likeWords(query.words)),
          ilike(resilienceTests.aim, likeWords(query.words)),
          ilike(records.reference, likeWords(query.words)),
        )
      : undefined,
  );
}

export type TestRow = Awaited<ReturnType<typeof listTests>>["rows"][number];

/** One page of the register and the number of rows that match. */
export async function listTests(tx: Tx, actor: Context, query: TestQuery, size?: number) {
  const where = matching(actor, query);
  const page = await keysetPage(
    {
      sort: query.sort,
      order: testOrders[query.sort],
      id: resilienceTests.id,
      cursor: query.page,
      ...(size ? { size } : {}),
    },
    (ask) =>
      tx
        .select({ ...columns, key: ask.key })
        .from(resilienceTests)
        .innerJoin(records, recordOf(actor))
        .where(ask.after ? sql`${where} and ${ask.after}` : where)
        .orderBy(...ask.orderBy)
        .limit(ask.limit),
  );
  const [total] = await tx
    .select({ rows: count() })
    .from(resilienceTests)
    .innerJoin(records, recordOf(actor))
    .where(where);
  return { ...page, rows: page.rows.map(worded), total: total?.rows ?? 0 };
}

export async function countTestViews(tx: Tx, actor: Context): Promise<Record<RowView, number>> {
  const when = (view: RowView) => sql<number>`count(*) filter (where ${views(view) ?? sql`true`})`.mapWith(Number);
  const [row] = await tx
    .select({
      all: when("all"),
      planned: when("planned"),
      "needs-reporting": when("needs-reporting"),
      "partly-met": when("partly-met"),
      "not-met": when("not-met"),
    })
    .from(resilienceTests)
    .where(own(resilienceTests, actor));
  return row ?? { all: 0, planned: 0, "needs-reporting": 0, "partly-met": 0, "not-met": 0 };
}

/** The register's rows in one sentence: page subtitle, export's first line and bundle caption. */
export function testsSentence(query: TestQuery, total: number, service?: string): string {
  const what = {
    all: "Tests",
    planned: "Planned tests",
    "needs-reporting": "Tests held and not reported",
    "partly-met": "Tests met in part",
    "not-met": "Tests not met",
    "no-test": `Services without a reported test in ${testEveryMonths} months`,
  }[query.view];
  const order = query.view === "no-test" ? "longest ago first" : testOrders[query.sort].words;
  const filters =
    query.view === "no-test"
      ? []
      : [
          query.since && `held since ${formatDate(query.since)}`,
          query.kind && testKindWords[query.kind].label,
          query.notice && noticeWords[query.notice].toLowerCase(),
          service,
          query.words && `holding “${query.words}”`,
        ];
  return `${[what, ...filters].filter(Boolean).join(", ")}, ${order} (${total.toLocaleString("en-GB")}).`;
}
