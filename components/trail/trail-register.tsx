import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterChoice, FilterWords } from "#components/data-table/filter-fields.tsx";
import { type RegisterFrame, registerOf } from "#components/data-table/register.tsx";
import { Changes } from "#components/trail/changes.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { inRole } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";
import { recordHref } from "#lib/records/record.ts";
import type { TrailQuery } from "#lib/trail/inputs.ts";
import type { TrailEntry } from "#lib/trail/queries.ts";
import { tableWords, verbWords } from "#lib/trail/words.ts";

type Choice = { id: string; words: string };
type Props = {
  page: { rows: TrailEntry[]; previous?: number; next?: number };
  total: number;
  choices: { verbs: Choice[]; tables: Choice[]; people: Choice[] };
  query: TrailQuery;
  params: Record<string, string | string[] | undefined>;
  frame: RegisterFrame;
  mayExport: boolean;
};

/** The trail has one order: its number. */
const trailOrder = { words: "newest first", direction: "desc" as const };

const columns = [
  { id: "number", header: "Entry", align: "right" as const, state: true },
  { id: "act", header: "What was done", lead: true },
  { id: "who", header: "Who" },
  { id: "when", header: "When", state: true },
  { id: "record", header: "Record", state: true, hideable: true },
  { id: "changes", header: "What changed", hideable: true },
];

export function TrailRegister({ page, total, choices, query, params, frame, mayExport }: Props) {
  const here = { ...params, before: undefined, after: undefined };
  const register = registerOf({ name: "trail", params: here, query, order: trailOrder });
  const { href } = register;
  const wordsOf = (list: Choice[], id: string) => list.find((one) => one.id === id)?.words ?? id;
  const options = (list: Choice[]) => list.map((one) => [one.id, one.words] as const);
  return (
    <DataTable
      caption="Trail"
      rows={page.rows.map((entry) => ({
        id: String(entry.number),
        label: verbWords(entry.verb),
        cells: cellsOf(entry),
      }))}
      {...register.props({
        page: { rows: page.rows, total },
        columns,
        frame,
        mayExport,
        filters: [
          query.record && { label: `Record ${query.record}`, key: "record" },
          query.person && { label: `By ${wordsOf(choices.people, query.person)}`, key: "person" },
          query.verb && { label: verbWords(query.verb), key: "verb" },
          query.table && { label: tableWords(query.table), key: "table" },
          query.from && { label: `From ${formatDate(query.from)}`, key: "from" },
          query.to && { label: `To ${formatDate(query.to)}`, key: "to" },
        ],
      })}
      filters={
        <FilterBar href={href()} fields={["record", "person", "verb", "table", "from", "to", "before", "after"]}>
          <FilterWords name="record" label="Record" value={query.record} placeholder="R-044" />
          <FilterChoice name="person" label="Person" value={query.person} options={options(choices.people)} />
          <FilterChoice name="verb" label="What was done" value={query.verb} options={options(choices.verbs)} />
          <FilterChoice name="table" label="Kind of entry" value={query.table} options={options(choices.tables)} />
          <label className="f">
            From
            <input name="from" defaultValue={query.from ? formatDate(query.from) : ""} size={10} autoComplete="off" />
          </label>
          <label className="f">
            To
            <input name="to" defaultValue={query.to ? formatDate(query.to) : ""} size={10} autoComplete="off" />
          </label>
        </FilterBar>
      }
      {...(page.previous === undefined ? {} : { previousHref: href({ after: String(page.previous) }) })}
      {...(page.next === undefined ? {} : { nextHref: href({ before: String(page.next) }) })}
    />
  );
}

function cellsOf(entry: TrailEntry) {
  return [
    entry.number.toLocaleString("en-GB"),
    tableWords(entry.table),
    <span key="who">
      {entry.who}
      {entry.role && inRole(entry.who, entry.role) !== entry.who ? <small>{entry.role}</small> : null}
    </span>,
    <span key="when" className="row wrap">
      <When when={entry.at} style="short" />
      {entry.sample ? <Tag>Sample history</Tag> : null}
    </span>,
    entry.record ? (
      <Go key="record" href={recordHref(entry.record.kind, entry.record.id)}>
        {entry.record.reference}
      </Go>
    ) : (
      ""
    ),
    <Changes key="changes" entry={entry} />,
  ];
}
