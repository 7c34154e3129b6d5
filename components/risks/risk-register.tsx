import { DataTable } from "#components/data-table/data-table.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import type { Cell } from "#components/data-table/told.tsx";
import { RiskFilters } from "#components/risks/risk-filters.tsx";
import { directionOf, proofWords } from "#components/risks/risk-marks.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { formatDate, londonDay } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { serviceList } from "#lib/records/services.ts";
import type { RiskQuery } from "#lib/risks/inputs.ts";
import type { RiskRow, ViewCounts } from "#lib/risks/queries/register.ts";
import {
  acceptanceStanding,
  bandOf,
  categoryWords,
  consequenceWords,
  likelihoodWords,
  movementOf,
  proofState,
} from "#lib/risks/risk.ts";
import { stopped } from "#lib/words.ts";

type Props = RegisterProps<RiskRow, RiskQuery> & {
  sentence: string;
  counts: ViewCounts;
  names: Map<string, string>;
  people: Map<string, string>;
  services: ServiceName[];
  owners: string[];
  now: Date;
  mayRecord: boolean;
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
  const { page, sentence, counts, names, people, query, params, order, now, frame, mayExport, mayRecord } = props;
  const register = registerOf({ name: "risks", params, query, order });
  return (
    <DataTable
      caption={sentence}
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/risks/${row.id}`,
        label: row.title,
        cells: cellsOf(row, { names, people, now }),
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        usual: "services,before,target,direction,proved,owner",
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "title", header: "Risk and what drives it", lead: true, sortable: register.sorted("title") },
          { id: "services", header: "Services", hideable: true },
          { id: "before", header: "Before", align: "right", hideable: true },
          { id: "now", header: query.at ? "Then" : "Now", state: true, sortable: register.sorted("score") },
          { id: "target", header: "Target", align: "right", hideable: true },
          { id: "direction", header: "Direction", state: true, hideable: true },
          { id: "proved", header: "Controls last proved", state: true, hideable: true },
          { id: "owner", header: "Owner, next review", sortable: register.sorted("review"), hideable: true },
          { id: "changed", header: "Changed", state: true, sortable: register.sorted("changed"), hideable: true },
        ],
        views: views.filter(([view]) => view !== "draft" || counts.draft > 0 || query.view === "draft"),
        counts,
        filters: filtersOf(props),
      })}
      filters={<RiskFilters href={register.href()} {...props} />}
      empty={
        counts.open + counts.closed + counts.draft === 0 ? (
          <Empty
            missing="No risk is recorded yet."
            means="What is not written down cannot be reviewed, accepted or shown to anyone. The first takes about five minutes."
            {...(mayRecord ? { link: { href: "/risks/new", label: "Add a risk" } } : {})}
          />
        ) : undefined
      }
    />
  );
}

function filtersOf({ query, people }: Props) {
  const [likelihood, consequence] = (query.cell ?? "").split("-").map(Number);
  const cell = likelihoodWords[asLevel(likelihood)].label;
  const impact = consequenceWords[asLevel(consequence)].label.toLowerCase();
  return [
    query.cell && { label: `${cell} and ${impact}`, key: "cell" },
    query.owner && { label: people.get(query.owner) ?? "Owner", key: "owner" },
    query.least && { label: `Score ${query.least} or more`, key: "least" },
    query.category && { label: categoryWords[query.category], key: "category" },
  ];
}

function asLevel(value: number | undefined): 1 | 2 | 3 | 4 | 5 {
  return value === 2 || value === 3 || value === 4 || value === 5 ? value : 1;
}

type Shown = { names: Map<string, string>; people: Map<string, string>; now: Date };

function cellsOf(row: RiskRow, { names, people, now }: Shown): Cell[] {
  const today = londonDay(now);
  const review = formatDate(row.nextReviewOn, "short");
  const overdue: Cell = { kind: "state", state: "bad", words: `Overdue, ${review}` };
  return [
    row.reference,
    stopped(row.cause) + acceptedWords(row, today),
    { kind: "lines", lines: inTwoLines(serviceList(row.serviceIds, names)) },
    row.initialScore,
    { kind: "score", value: row.score, band: bandOf(row.score) },
    row.targetScore,
    { kind: "arrow", ...directionOf(movementOf(row.history, now)) },
    { kind: "state", state: proofState(row.provedOn, today), words: proofWords(row.provedOn) },
    {
      kind: "under",
      words: (row.ownerId && people.get(row.ownerId)) || "Nobody yet",
      under: row.state === "closed" ? "Closed" : row.nextReviewOn < today ? overdue : review,
    },
    formatDate(row.changedAt, "short"),
  ];
}

function acceptedWords(row: RiskRow, today: string): string {
  const day = row.acceptance ? formatDate(row.acceptance.expiresOn, "short") : "";
  switch (acceptanceStanding(row, row.acceptance, today)) {
    case "holds":
      return ` Accepted until ${day}.`;
    case "ran-out":
      return ` Acceptance ended ${day}.`;
    case "score-moved":
      return " The score has moved since it was accepted.";
    default:
      return "";
  }
}

/** A row is two lines high: what does not fit is counted, and named on the record. */
function inTwoLines(names: string[]): string[] {
  const [first = "", ...more] = names;
  return more.length > 1 ? [first, `and ${more.length} more`] : names;
}
