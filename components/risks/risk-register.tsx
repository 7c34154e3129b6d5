import { type Column, shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { RiskFilters } from "#components/risks/risk-filters.tsx";
import { DirectionMark, ProofMark, RiskScore, serviceWords } from "#components/risks/risk-marks.tsx";
import { DeleteView, SaveView } from "#components/risks/view-forms.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { registerHref } from "#lib/registers/query.ts";
import type { SavedView } from "#lib/registers/views.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import type { RiskRow, ViewCounts } from "#lib/risks/queries/register.ts";
import { acceptanceStanding, categoryWords, consequenceWords, likelihoodWords, movementOf } from "#lib/risks/risk.ts";

type Props = {
  page: { rows: RiskRow[]; total: number; previous?: string; next?: string };
  sentence: string;
  order: string;
  counts: ViewCounts;
  names: Map<string, string>;
  people: Map<string, string>;
  services: ServiceName[];
  owners: string[];
  saved: SavedView[];
  query: RiskQuery;
  params: Record<string, string | string[] | undefined>;
  now: Date;
  mayExport: boolean;
  mayRecord: boolean;
  viewActions: { save: FormAction; remove: FormAction };
};

const views = [
  ["open", "All open"],
  ["above", "Above appetite"],
  ["overdue", "Overdue review"],
  ["unproved", "No evidence in 90 days"],
  ["mine", "My risks"],
  ["closed", "Closed"],
  ["draft", "Drafts"],
] as const;

export function RiskRegister(props: Props) {
  const { page, sentence, order, counts, names, people, saved, query, params, now, viewActions } = props;
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/risks", params, change);
  const here = href().split("?")[1] ?? "";
  const mine = saved.find((view) => view.query === here);
  const sorted = (key: RiskQuery["sort"]) => ({
    href: href({ sort: key }),
    ...(query.sort === key
      ? { direction: ["score", "changed"].includes(key) ? ("descending" as const) : ("ascending" as const) }
      : {}),
  });
  const columns: Column[] = [
    { id: "reference", header: "Ref" },
    { id: "title", header: "Risk and what drives it", lead: true, sortable: sorted("title") },
    { id: "services", header: "Services", hideable: true },
    { id: "before", header: "Before", align: "right", hideable: true },
    { id: "now", header: "Now", state: true, sortable: sorted("score") },
    { id: "target", header: "Target", align: "right", hideable: true },
    { id: "direction", header: "Direction", state: true, hideable: true },
    { id: "proved", header: "Controls last proved", state: true, hideable: true },
    { id: "owner", header: "Owner, next review", sortable: sorted("review"), hideable: true },
    { id: "changed", header: "Changed", state: true, sortable: sorted("changed"), hideable: true },
  ];
  const shown = shownColumns(query.cols ?? usual, columns);
  const open = counts.open + counts.closed + counts.draft;
  return (
    <DataTable
      caption={sentence}
      columns={columns}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/risks/${row.id}`,
        label: row.title,
        cells: cellsOf(row, { names, people, now }),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown, ${order}`}
      views={[
        ...views
          .filter(([view]) => view !== "draft" || counts.draft > 0 || query.view === "draft")
          .map(([view, label]) => ({
            label,
            count: counts[view],
            href: registerHref("/risks", {}, { view }),
            current: mine === undefined && query.view === view,
          })),
        ...saved.map((view) => ({ label: view.name, href: `/risks?${view.query}`, current: view === mine })),
      ]}
      {...(mine
        ? { deleteView: <DeleteView action={viewActions.remove} id={mine.id} name={mine.name} /> }
        : { saveView: <SaveView action={viewActions.save} query={here} /> })}
      filters={<RiskFilters href={href()} {...props} />}
      applied={appliedOf(props, href)}
      clearHref={registerHref("/risks", {}, { view: query.view })}
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous ? { previousHref: href({ page: page.previous }) } : {})}
      {...(page.next ? { nextHref: href({ page: page.next }) } : {})}
      {...(props.mayExport ? { exportHref: registerHref("/risks/export", params) } : {})}
      {...(open === 0
        ? {
            empty: (
              <Empty
                missing="No risk is recorded yet."
                means="What is not written down cannot be reviewed, accepted or shown to anyone. The first takes about five minutes."
                {...(props.mayRecord ? { link: { href: "/risks/new", label: "Add a risk" } } : {})}
              />
            ),
          }
        : {})}
    />
  );
}

const usual = "services,before,target,direction,proved,owner";

function appliedOf({ query, names, people }: Props, href: (change: Record<string, undefined>) => string) {
  const [likelihood, consequence] = (query.cell ?? "").split("-").map(Number);
  const cell = likelihoodWords[asLevel(likelihood)].label;
  const impact = consequenceWords[asLevel(consequence)].label.toLowerCase();
  return [
    query.words && { label: `Holding “${query.words}”`, key: "words" },
    query.cell && { label: `${cell} and ${impact}`, key: "cell" },
    query.service && { label: names.get(query.service) ?? "Service", key: "service" },
    query.owner && { label: people.get(query.owner) ?? "Owner", key: "owner" },
    query.least && { label: `Score ${query.least} or more`, key: "least" },
    query.category && { label: categoryWords[query.category], key: "category" },
  ].flatMap((one) => (one ? [{ label: one.label, removeHref: href({ [one.key]: undefined }) }] : []));
}

function asLevel(value: number | undefined): 1 | 2 | 3 | 4 | 5 {
  return value === 2 || value === 3 || value === 4 || value === 5 ? value : 1;
}

type Shown = { names: Map<string, string>; people: Map<string, string>; now: Date };

function cellsOf(row: RiskRow, { names, people, now }: Shown) {
  const today = londonDay(now);
  const accepted = acceptanceStanding(row, row.acceptance, today);
  const review = formatDate(row.nextReviewOn, "short");
  return [
    row.reference,
    <span key="cause">
      {row.cause}.
      {accepted === "holds" && row.acceptance
        ? ` Accepted until ${formatDate(row.acceptance.expiresOn, "short")}.`
        : null}
      {accepted === "ran-out" && row.acceptance
        ? ` Acceptance ended ${formatDate(row.acceptance.expiresOn, "short")}.`
        : null}
      {accepted === "score-moved" ? " The score has moved since it was accepted." : null}
    </span>,
    <span key="services">
      {serviceWords(row.serviceIds, names).map((name) => (
        <span className="block nowrap" key={name}>
          {name}
        </span>
      ))}
    </span>,
    row.initialScore,
    <RiskScore key="now" score={row.score} />,
    row.targetScore,
    <DirectionMark key="direction" movement={movementOf(row.history, now)} />,
    <ProofMark key="proof" provedOn={row.provedOn} today={today} />,
    <span key="owner">
      {row.ownerId ? people.get(row.ownerId) : "Nobody yet"}
      <small>
        {row.state === "closed" ? (
          "Closed"
        ) : row.nextReviewOn < today ? (
          <StateMark state="bad">{`Overdue, ${review}`}</StateMark>
        ) : (
          review
        )}
      </small>
    </span>,
    formatDate(row.changedAt, "short"),
  ];
}
