import { DataTable } from "#components/data-table/data-table.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { eventSays, eventWords } from "#lib/access/grant.ts";
import type { EventRow } from "#lib/access/queries/grants.ts";
import { formatDateTime } from "#lib/dates.ts";
import { registerHref } from "#lib/registers/query.ts";

type Props = {
  path: string;
  page: { rows: EventRow[]; total: number; previous?: string; next?: string };
  params: Record<string, string | string[] | undefined>;
  mayExport: boolean;
};

/** Everything that was opened or taken away, newest first: written down before it was shown. */
export function EventsRegister({ path, page, params, mayExport }: Props) {
  const href = (cursor: string | undefined) => registerHref(path, params, { page: cursor });
  return (
    <DataTable
      caption="What they opened and took away"
      columns={[
        { id: "what", header: "What", lead: true },
        { id: "kind", header: "Act", state: true },
        { id: "at", header: "When", state: true },
      ]}
      rows={page.rows.map((row) => ({
        id: row.id,
        label: eventSays(row),
        ...(row.href ? { href: row.href } : {}),
        cells: [
          row.reference && row.what !== "A record" ? row.what : null,
          eventWords[row.kind] ?? row.kind,
          formatDateTime(row.at, "short"),
        ],
      }))}
      says={`${page.rows.length.toLocaleString("en-GB")} of ${page.total.toLocaleString("en-GB")} shown, newest first`}
      {...(page.previous ? { previousHref: href(page.previous) } : {})}
      {...(page.next ? { nextHref: href(page.next) } : {})}
      {...(mayExport && page.total > 0 ? { exportHref: `${path}/events` } : {})}
      {...(page.total === 0
        ? {
            empty: (
              <Empty
                missing="They have not opened anything yet."
                means="Each page and download is written here before it is shown to them."
              />
            ),
          }
        : {})}
    />
  );
}
