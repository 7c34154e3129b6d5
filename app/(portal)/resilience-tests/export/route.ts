import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";
import { TestQuery } from "#lib/resilience-tests/inputs.ts";
import { listTests, type TestRow, testsSentence } from "#lib/resilience-tests/queries/register.ts";
import { listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import {
  isHeld,
  noticeWords,
  resultSaid,
  scenarioWords,
  shiftWords,
  testKindWords,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Untested = Awaited<ReturnType<typeof listServicesWithoutTest>>[number];
const when = (moment: Date | null | undefined, otherwise: string) => moment ?? otherwise;

export async function GET(request: Request) {
  const actor = await enter("resilience-tests");
  found(can(actor, "resilience-tests", "export") || undefined);
  const query = TestQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  if (query.view === "no-test")
    return csvResponse<Untested>(
      actor,
      {
        name: "services-without-a-test",
        columns: [
          { header: "Service", value: (row) => row.name },
          { header: "Last test", value: (row) => row.last?.reference ?? "No test on record" },
          { header: "Held", value: (row) => when(row.last?.heldFrom, "Never") },
          { header: "Result", value: (row) => (row.last ? resultSaid(row.last).word : "Not known") },
        ],
        rows: async (tx) => {
          const rows = await listServicesWithoutTest(tx, actor);
          return { sentence: testsSentence(query, rows.length), batches: once(rows) };
        },
      },
      query.at,
    );
  let names = new Map<string, string>();
  return csvResponse<TestRow>(
    actor,
    {
      name: "tests",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Test", value: (row) => row.title },
        {
          header: "Services",
          value: (row) => serviceCell(row.serviceIds, names),
        },
        { header: "Scenario", value: (row) => scenarioWords[row.scenario] },
        { header: "Kind", value: (row) => testKindWords[row.kind].label },
        { header: "Notice", value: (row) => noticeWords[row.notice] },
        { header: "Shift", value: (row) => shiftWords[row.shift] },
        { header: "State", value: (row) => testStateWords[row.state] },
        { header: "Planned for", value: (row) => row.plannedFor },
        { header: "Held from", value: (row) => when(row.heldFrom, "Not held") },
        { header: "Held to", value: (row) => when(row.heldTo, "Not held") },
        { header: "Result", value: (row) => (isHeld(row.state) ? resultSaid(row).word : "Not held") },
        { header: "Objectives", value: (row) => row.objectives },
        { header: "Met", value: (row) => row.met },
        { header: "Partly met", value: (row) => row.partlyMet },
        { header: "Not met", value: (row) => row.notMet },
        { header: "Not tested", value: (row) => row.notTested },
        { header: "Measured recovery, minutes", value: (row) => row.measuredMinutes ?? "Not measured" },
        { header: "Objective, minutes", value: (row) => row.targetMinutes ?? "Not set" },
        { header: "Board member present", value: (row) => row.boardPresent ?? "Not known" },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        const { total } = await listTests(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listTests(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: testsSentence(query, total, query.service && names.get(query.service)),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}

async function* once<R>(rows: readonly R[]) {
  yield rows;
}
