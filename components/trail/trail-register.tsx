import { shownColumns } from "#components/data-table/columns.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { Changes } from "#components/trail/changes.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { formatDate } from "#lib/dates.ts";
import { recordHref } from "#lib/records/record.ts";
import { registerHref } from "#lib/registers/query.ts";
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
  mayExport: boolean;
};

const columns = [
  { id: "number", header: "Entry", align: "right" as const, state: true },
  { id: "act", header: "Act", lead: true },
  { id: "who", header: "Who" },
  { id: "when", header: "When", state: true },
  { id: "record", header: "Record", state: true, hideable: true },
  { id: "changes", header: "What changed", hideable: true },
];

export function TrailRegister({ page, total, choices, query, params, mayExport }: Props) {
  const here = { ...params, before: undefined, after: undefined };
  const href = (change: Record<string, string | undefined> = {}) => registerHref("/trail", here, change);
  const shown = shownColumns(query.cols, columns);
  const wordsOf = (list: Choice[], id: string) => list.find((one) => one.id === id)?.words ?? id;
  const applied = [
    ...(query.record ? [{ label: `Record ${query.record}`, removeHref: href({ record: undefined }) }] : []),
    ...(query.person
      ? [{ label: `By ${wordsOf(choices.people, query.person)}`, removeHref: href({ person: undefined }) }]
      : []),
    ...(query.verb ? [{ label: verbWords(query.verb), removeHref: href({ verb: undefined }) }] : []),
    ...(query.table ? [{ label: tableWords(query.table), removeHref: href({ table: undefined }) }] : []),
    ...(query.from ? [{ label: `From ${formatDate(query.from)}`, removeHref: href({ from: undefined }) }] : []),
    ...(query.to ? [{ label: `To ${formatDate(query.to)}`, removeHref: href({ to: undefined }) }] : []),
  ];
  return (
    <DataTable
      caption="Trail"
      columns={columns}
      rows={page.rows.map((entry) => ({
        id: String(entry.number),
        label: verbWords(entry.verb),
        cells: cellsOf(entry),
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} shown, newest first`}
      filters={
        <FilterBar href={href()} fields={["record", "person", "verb", "table", "from", "to", "before", "after"]}>
          <label className="f">
            Record
            <input type="search" name="record" defaultValue={query.record} placeholder="R-044" size={10} />
          </label>
          <Select name="person" label="Person" options={choices.people} value={query.person} />
          <Select name="verb" label="Act" options={choices.verbs} value={query.verb} />
          <Select name="table" label="Part" options={choices.tables} value={query.table} />
          <label className="f">
            From
            <input name="from" defaultValue={query.from ? formatDate(query.from) : ""} size={14} autoComplete="off" />
          </label>
          <label className="f">
            To
            <input name="to" defaultValue={query.to ? formatDate(query.to) : ""} size={14} autoComplete="off" />
          </label>
        </FilterBar>
      }
      applied={applied}
      clearHref="/trail"
      columnsHref={href()}
      {...(shown ? { shown } : {})}
      {...(page.previous === undefined ? {} : { previousHref: href({ after: String(page.previous) }) })}
      {...(page.next === undefined ? {} : { nextHref: href({ before: String(page.next) }) })}
      {...(mayExport ? { exportHref: registerHref("/trail/export", here) } : {})}
    />
  );
}

function Select({ name, label, options, value }: { name: string; label: string; options: Choice[]; value?: string }) {
  return (
    <label className="f">
      {label}
      <select name={name} defaultValue={value ?? ""}>
        <option value="">any</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}

function cellsOf(entry: TrailEntry) {
  return [
    entry.number.toLocaleString("en-GB"),
    tableWords(entry.table),
    <span key="who">
      {entry.who}
      {entry.role && entry.role !== entry.who ? <small>{entry.role}</small> : null}
    </span>,
    <span key="when">
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
