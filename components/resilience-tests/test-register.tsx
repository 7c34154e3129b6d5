import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Recovery } from "#components/resilience-tests/recovery.tsx";
import { ResultMark } from "#components/resilience-tests/result-mark.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { serviceWords } from "#lib/records/services.ts";
import type { TestQuery, TestView } from "#lib/resilience-tests/inputs.ts";
import type { TestRow } from "#lib/resilience-tests/queries/register.ts";
import type { listServicesWithoutTest } from "#lib/resilience-tests/queries/services.ts";
import {
  isHeld,
  notices,
  noticeWords,
  resultSaid,
  testEveryMonths,
  testKinds,
  testKindWords,
  testStateWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Untested = Awaited<ReturnType<typeof listServicesWithoutTest>>;
type Props = RegisterProps<TestRow, TestQuery> & {
  counts: Record<Exclude<TestView, "no-test">, number>;
  untested: Untested;
  names: Map<string, string>;
  services: ServiceName[];
  mayPlan: boolean;
  now: Date;
};

const views: readonly (readonly [TestView, string])[] = [
  ["all", "All"],
  ["planned", "Planned"],
  ["needs-reporting", "Needs reporting"],
  ["partly-met", "Partly met"],
  ["not-met", "Not met"],
  ["no-test", `No reported test in ${testEveryMonths} months`],
];

export function TestRegister(props: Props) {
  const { page, counts, untested, names, services, query, params, order, frame, mayExport, mayPlan, now } = props;
  const register = registerOf({ name: "resilience-tests", params, query, order });
  const counted = { ...counts, "no-test": untested.length };
  if (query.view === "no-test") {
    const rows = { rows: untested, total: untested.length };
    // This view is the same whatever the register is narrowed to.
    const whole = registerOf({
      name: "resilience-tests",
      params,
      query: { ...query, words: "", service: undefined },
      order,
    });
    return (
      <DataTable
        caption={`Services without a reported test in ${testEveryMonths} months`}
        rows={untested.map((service) => ({
          id: service.id,
          href: `/resilience-tests?service=${service.id}`,
          label: service.name,
          cells: serviceCells(service),
        }))}
        {...whole.props({
          page: rows,
          frame,
          mayExport,
          views,
          counts: counted,
          columns: [
            { id: "service", header: "Service", lead: true },
            { id: "last", header: "Last test", state: true },
            { id: "result", header: "Its result", state: true },
          ],
        })}
        empty={<p className="empty">Every service has a reported test within {testEveryMonths} months.</p>}
      />
    );
  }
  return (
    <DataTable
      caption="Tests"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/resilience-tests/${row.id}`,
        label: row.title,
        cells: cellsOf(row, names, now),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        views,
        counts: counted,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "title", header: "Test", lead: true },
          { id: "services", header: "Services", hideable: true },
          { id: "date", header: "Date", state: true, sortable: register.sorted("date") },
          { id: "result", header: "Result", state: true, sortable: register.sorted("result") },
          { id: "recovery", header: "Measured recovery", state: true, hideable: true },
          { id: "notice", header: "Notice", state: true, hideable: true },
          { id: "state", header: "State", state: true, hideable: true },
        ],
        filters: [
          query.since && { label: `Held since ${formatDate(query.since)}`, key: "since" },
          query.kind && { label: testKindWords[query.kind].label, key: "kind" },
          query.notice && { label: noticeWords[query.notice], key: "notice" },
        ],
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "kind", "notice", "page"]}>
          <FilterWords value={query.words} label="Name, aim or reference" />
          <ServiceChoice value={query.service} services={services} />
          <FilterChoice
            name="kind"
            label="Kind"
            value={query.kind}
            options={testKinds.map((kind) => [kind, testKindWords[kind].label])}
          />
          <FilterChoice
            name="notice"
            label="Notice"
            value={query.notice}
            options={notices.map((notice) => [notice, noticeWords[notice]])}
          />
        </FilterBar>
      }
      empty={
        counts.all === 0 ? (
          <Empty
            missing="No test is on record."
            means="Nobody can show that the fallback works, on any shift. Planning a drill takes about five minutes."
            {...(mayPlan ? { link: { href: "/resilience-tests/new", label: "Plan a test" } } : {})}
          />
        ) : undefined
      }
    />
  );
}

function cellsOf(row: TestRow, names: Map<string, string>, now: Date) {
  return [
    row.reference,
    <small key="kind">{testKindWords[row.kind].label}</small>,
    serviceWords(row.serviceIds, names),
    formatDate(row.heldFrom ?? row.plannedFor, "short"),
    <ResultMark key="result" test={row} now={now} />,
    isHeld(row.state) ? <Recovery key="recovery" test={row} /> : <span key="recovery">Not held</span>,
    noticeWords[row.notice],
    testStateWords[row.state],
  ];
}

function serviceCells(service: Untested[number]) {
  if (!service.last?.heldFrom)
    return [
      null,
      <StateMark key="last" state="unknown">
        No test on record
      </StateMark>,
      <StateMark key="result" state="unknown">
        Not known
      </StateMark>,
    ];
  const { shape, word } = resultSaid(service.last);
  return [
    null,
    formatDate(service.last.heldFrom, "short"),
    <StateMark key="result" state={shape}>
      {word}
    </StateMark>,
  ];
}
