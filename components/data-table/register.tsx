import { type Column, shownColumns } from "#components/data-table/columns.ts";
import type { DensityChoice } from "#components/data-table/density-switch.tsx";
import { DeleteView, SaveView } from "#components/data-table/save-view.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { type Register, registerHref, type SavedView } from "#lib/registers/query.ts";

/** What the page hands on for every register alike. */
export type RegisterFrame = {
  saved: readonly SavedView[];
  save: FormAction;
  remove: FormAction;
  density: DensityChoice;
};

/** One order of a register in words, and which way it runs. */
export type RegisterOrder = { words: string; direction: "asc" | "desc" };

type Asked = {
  name: Register;
  params: Record<string, string | string[] | undefined>;
  query: { sort?: string; view?: string; cols?: string | string[] | undefined };
  order: RegisterOrder;
};

type View = { view: string; label: string; count?: number };
type Filter = { label: string; key: string };

type Parts = {
  page: { rows: readonly unknown[]; total: number; previous?: string; next?: string };
  columns: Column[];
  frame: RegisterFrame;
  mayExport: boolean;
  views?: readonly View[];
  /** Filters in force; one that is empty is left out. */
  filters?: readonly (Filter | "" | undefined | false)[];
  /** Columns to show to whoever has not chosen. */
  usual?: string;
  /** What the views keep of the address. */
  kept?: Record<string, string | undefined>;
};

const inFull = (count: number) => count.toLocaleString("en-GB");

/** What all registers share: addresses, sorting, the reader's own views, filters in force, paging and the export. */
export function registerOf({ name, params, query, order }: Asked) {
  const path = `/${name}`;
  const href = (change: Record<string, string | undefined> = {}) => registerHref(path, params, change);
  const direction = order.direction === "asc" ? ("ascending" as const) : ("descending" as const);
  return {
    href,
    sorted: (key: string) => ({ href: href({ sort: key }), ...(query.sort === key ? { direction } : {}) }),
    props: ({ page, columns, frame, mayExport, views = [], filters = [], usual, kept = {} }: Parts) => {
      const here = href().split("?")[1] ?? "";
      const mine = frame.saved.find((view) => view.query === here);
      const shown = shownColumns(query.cols ?? usual, columns);
      return {
        columns,
        says: `${inFull(page.rows.length)} of ${inFull(page.total)} shown, ${order.words}`,
        views: [
          ...views.map(({ view, ...tab }) => ({
            ...tab,
            href: registerHref(path, kept, { view }),
            current: mine === undefined && query.view === view,
          })),
          ...frame.saved.map((view) => ({
            label: view.name,
            href: view.query ? `${path}?${view.query}` : path,
            current: view === mine,
          })),
        ],
        ...(mine
          ? { deleteView: <DeleteView action={frame.remove} register={name} view={mine} /> }
          : { saveView: <SaveView action={frame.save} register={name} query={here} /> }),
        applied: filters.flatMap((one) =>
          one ? [{ label: one.label, removeHref: href({ [one.key]: undefined }) }] : [],
        ),
        clearHref: registerHref(path, {}, { view: query.view }),
        columnsHref: href(),
        density: frame.density,
        ...(shown ? { shown } : {}),
        ...(page.previous ? { previousHref: href({ page: page.previous }) } : {}),
        ...(page.next ? { nextHref: href({ page: page.next }) } : {}),
        ...(mayExport ? { exportHref: registerHref(`${path}/export`, params) } : {}),
      };
    },
  };
}
