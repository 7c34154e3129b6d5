import { AsAtMenu } from "#components/data-table/as-at-menu.tsx";
import { type Column, shownColumns } from "#components/data-table/columns.ts";
import type { DensityChoice } from "#components/data-table/density-switch.tsx";
import { OwnView, SaveView } from "#components/data-table/save-view.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { type Register, registerHref, type SavedView, withoutWide } from "#lib/registers/query.ts";

/** What the page hands on for every register alike. */
export type RegisterFrame = {
  saved: readonly SavedView[];
  save: FormAction;
  rename: FormAction;
  remove: FormAction;
  density: DensityChoice;
  /** The past moment that is looked at, and the last day that can be; without it only now is shown. */
  asAt?: { at: Date | undefined; latest: string };
};

/** One order of a register in words, and which way it runs. */
export type RegisterOrder = { words: string; direction: "asc" | "desc" };

/** One page of a register, and where its neighbours begin. */
export type RegisterPage<Row> = { rows: Row[]; total: number; previous?: string; next?: string };

/** What every register is given, whatever its rows. */
export type RegisterProps<Row, Query> = {
  page: RegisterPage<Row>;
  query: Query;
  params: Record<string, string | string[] | undefined>;
  order: RegisterOrder;
  frame: RegisterFrame;
  mayExport: boolean;
};

type Query = {
  sort?: string;
  view?: string;
  words?: string;
  service?: string | undefined;
  wide?: "no" | undefined;
  cols?: string | string[] | undefined;
};
type Given = Pick<RegisterProps<unknown, Query>, "params" | "query" | "order"> & { name: Register };
type Filter = { label: string; key: string };

type Parts = Pick<RegisterProps<unknown, Query>, "page" | "frame" | "mayExport"> & {
  columns: Column[];
  /** The names by which services are said, where the register can be narrowed to one. */
  names?: ReadonlyMap<string, string>;
  /** Views by their key in the address, with their words. */
  views?: readonly (readonly [view: string, label: string])[];
  counts?: Readonly<Record<string, number>>;
  /** Filters in force beyond words and service; one that is empty is left out. */
  filters?: readonly (Filter | "" | undefined | false)[];
  /** Columns to show to whoever has not chosen. */
  usual?: string;
  /** What the views keep of the address. */
  kept?: Record<string, string | undefined>;
};

const inFull = (count: number) => count.toLocaleString("en-GB");

/** What all registers share: addresses, sorting, the reader's own views, filters in force, paging and the export. */
export function registerOf({ name, params, query, order }: Given) {
  const path = `/${name}`;
  const href = (change: Record<string, string | undefined> = {}) => registerHref(path, params, change);
  const direction = order.direction === "asc" ? ("ascending" as const) : ("descending" as const);
  return {
    href,
    sorted: (key: string) => ({ href: href({ sort: key }), ...(query.sort === key ? { direction } : {}) }),
    props: ({ page, columns, frame, mayExport, names, views = [], counts, filters = [], usual, kept = {} }: Parts) => {
      const here = href().split("?")[1] ?? "";
      const mine = frame.saved.find((view) => view.query === here);
      const shown = shownColumns(query.cols ?? usual, columns);
      return {
        columns,
        says: `${inFull(page.rows.length)} of ${inFull(page.total)} shown, ${order.words}`,
        views: [
          ...views.map(([view, label]) => ({
            label,
            ...(counts ? { count: counts[view] ?? 0 } : {}),
            href: registerHref(path, { ...kept, at: params.at }, { view }),
            current: mine === undefined && query.view === view,
          })),
          ...frame.saved.map((view) => ({
            label: view.name,
            href: view.query ? `${path}?${view.query}` : path,
            current: view === mine,
          })),
        ],
        ...(mine
          ? { ownView: <OwnView rename={frame.rename} remove={frame.remove} register={name} view={mine} /> }
          : { saveView: <SaveView action={frame.save} register={name} query={here} /> }),
        applied: [...sharedFilters(query, names), ...filters].flatMap((one) =>
          one ? [{ label: one.label, removeHref: href({ [one.key]: undefined }) }] : [],
        ),
        clearHref: registerHref(path, { at: params.at }, { view: query.view }),
        columnsHref: href(),
        density: frame.density,
        ...(frame.asAt ? { asAt: <AsAtMenu href={href()} {...frame.asAt} /> } : {}),
        ...(shown ? { shown } : {}),
        ...(page.previous ? { previousHref: href({ page: page.previous }) } : {}),
        ...(page.next ? { nextHref: href({ page: page.next }) } : {}),
        ...(mayExport ? { exportHref: registerHref(`${path}/export`, params) } : {}),
      };
    },
  };
}

/** Filters that every register has under the same words. */
function sharedFilters(query: Query, names?: ReadonlyMap<string, string>): readonly (Filter | "" | undefined)[] {
  return [
    query.words && { label: `Holding “${query.words}”`, key: "words" },
    query.service && { label: names?.get(query.service) ?? "Service", key: "service" },
    query.wide && { label: withoutWide, key: "wide" },
  ];
}
