import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { Recovery } from "#components/resilience-tests/recovery.tsx";
import { ResultMark } from "#components/resilience-tests/result-mark.tsx";
import { TestFilters } from "#components/resilience-tests/test-filters.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";
import type { TestQuery, TestView } from "#lib/resilience-tests/inputs.ts";
import type { TestRow } from "#lib/resilience-tests/queries/register.ts";
import type { listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import {
  isHeld,
  noticeWords,
  resultSaid,
  testEveryMonths,
  testKindWords,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Untested = Awaited<ReturnType<typeof listServicesWithoutTest>>;
type Props = {
  page: { rows: TestRow[]; total: number; previous?: string; next?: string };
  counts: Record<Exclude<TestView, "no-test">, number>;
  untested: Untested;
  names: Map<string, string>;
  services: ServiceName[];
  saved: SavedView[];
  query: TestQuery;
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
};

const views: [Exclude<TestView, "no-test">, string][] = [
  ["all", "All"],
  ["planned", "Planned"],
  ["needs-reporting", "Needs reporting"],
  ["not-met", "Not met"],
];

export function TestRegister(props: Props) {
  const { page, counts, untested, names, services, saved, query, params, mayExport } = props;
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/resilience-tests", params, change);
  const shared = {
    views: [
      ...views.map(([view, label]) => ({
        label,
        count: counts[view],
        href: registerHref("/resilience-tests", {}, { view }),
        current: query.view === view,
      })),
      {
        label: `No test in ${testEveryMonths} months`,
        count: untested.length,
        href: registerHref("/resilience-tests", {}, { view: "no-test" }),
        current: query.view === "no-test",
      },
      ...saved.map((view) => ({ label: view.name, href: `/resilience-tests?${view.query}` })),
    ],
    ...(mayExport ? { exportHref: registerHref("/resilience-tests/export", params) } : {}),
  };
  if (query.view === "no-test") return <Untested untested={untested} shared={shared} />;
  const sorted = (key: TestQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key ? { direction: key === "date" ? ("descending" as const) : ("ascending" as const) } : {}),
  });
  const columns = [
    { id: "reference", header: "Ref", state: true },
    { id: "title", header: "Test", lead: true },
    { id: "services", header: "Services", hideable: true },
    { id: "date", header: "Date", state: true, sortable: sorted("date") },
    { id: "result", header: "Result", state: true, sortable: sorted("result") },
    { id: "recovery", header: "Measured recovery", state: true, hideable: true },
    { id: "notice", header: "Notice", hideable: true },
    { id: "state", header: "State", hideable: true },
  ];
  const shown = shownColumns(query.cols, columns);
  return (
    <DataTable
      caption="Tests"
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/resilience-tests/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown`}
      {...shared}
      filters={<TestFilters href={href()} query={query} services={services} />}
      applied={appliedTo(query, names, href)}
      clearHref={registerHref("/resilience-tests", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(counts.all === 0
        ? {
            empty: (
              <Empty
                missing="No test is on record."
                means="Nobody can show that the fallback works, on any shift. Planning a drill takes about five minutes."
              />
            ),
          }
        : {})}
    />
  );
}

function appliedTo(
  query: TestQuery,
  names: Map<string, string>,
  href: (change: Record<string, string | undefined>) => string,
) {
  return [
    ...(query.words ? [{ label: `Holding “${query.words}”`, removeHref: href({ words: undefined }) }] : []),
    ...(query.service
      ? [{ label: names.get(query.service) ?? "Service", removeHref: href({ service: undefined }) }]
      : []),
    ...(query.kind ? [{ label: testKindWords[query.kind].label, removeHref: href({ kind: undefined }) }] : []),
    ...(query.notice ? [{ label: noticeWords[query.notice], removeHref: href({ notice: undefined }) }] : []),
  ];
}

function cellsOf(row: TestRow, names: Map<string, string>) {
  return [
    row.reference,
    <small key="kind">{testKindWords[row.kind].label}</small>,
    row.serviceIds.length === 0 ? "Whole organisation" : row.serviceIds.map((id) => names.get(id)).join(", "),
    formatDate(row.heldFrom ?? row.plannedFor, "short"),
    <ResultMark key="result" test={row} />,
    isHeld(row.state) ? <Recovery key="recovery" test={row} /> : <span key="recovery">Not held</span>,
    noticeWords[row.notice],
    testStateWords[row.state],
  ];
}

type Shared = Pick<Parameters<typeof DataTable>[0], "views" | "exportHref">;

/** Services, not tests: where nobody can say whether the fallback works. */
function Untested({ untested, shared }: { untested: Untested; shared: Shared }) {
  return (
    <DataTable
      caption={`Services without a test in ${testEveryMonths} months`}
      columns={[
        { id: "service", header: "Service", lead: true },
        { id: "last", header: "Last test", state: true },
        { id: "result", header: "Its result", state: true },
      ]}
      rows={untested.map((service) => ({
        id: service.id,
        href: `/resilience-tests?service=${service.id}`,
        label: service.name,
        cells: [
          null,
          service.last?.heldFrom ? (
            formatDate(service.last.heldFrom, "short")
          ) : (
            <StateMark key="last" state="unknown">
              No test on record
            </StateMark>
          ),
          service.last ? (
            <StateMark key="result" state={resultSaid(service.last).shape}>
              {resultSaid(service.last).word}
            </StateMark>
          ) : (
            <StateMark key="result" state="unknown">
              Not known
            </StateMark>
          ),
        ],
      }))}
      says={`${untested.length.toLocaleString("en-GB")} shown`}
      {...shared}
      empty={<p className="empty">Every service was tested within {testEveryMonths} months.</p>}
    />
  );
}
