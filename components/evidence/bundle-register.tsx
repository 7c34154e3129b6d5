import { DataTable } from "#components/data-table/data-table.tsx";
import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterWords, ServiceChoice } from "#components/data-table/filter-fields.tsx";
import { type RegisterProps, registerOf } from "#components/data-table/register.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateChip } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { type BundleState, bundleStateWords, purposeWords, servicesNamed } from "#lib/evidence/bundle.ts";
import type { BundleQuery } from "#lib/evidence/inputs.ts";
import type { BundleRow } from "#lib/evidence/queries/register.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = RegisterProps<BundleRow, BundleQuery> & {
  counts: Record<BundleQuery["view"], number>;
  names: Map<string, string>;
  bodies: Map<string, string>;
  services: ServiceName[];
  mayPrepare: boolean;
  /** A board member sees the bundles made for the board, and no others. */
  forBoard: boolean;
};

export const bundleShapes: Record<BundleState, State> = {
  draft: "not-started",
  assembling: "progress",
  ready: "warn",
  issuing: "progress",
  issued: "ok",
  superseded: "na",
  withdrawn: "bad",
  discarded: "na",
};

/** Said to whoever may not prepare one; somebody may hold such a role beside the one they act in now. */
const whoPrepares =
  "A quality and compliance lead prepares it. If you hold that role too, act in it: your roles are under your name.";

const views = [
  ["all", "All"],
  ["preparing", "In preparation"],
  ["issued", "Issued"],
  ["ended", "Superseded, withdrawn or discarded"],
] as const;

export function BundleRegister(props: Props) {
  const { page, counts, names, bodies, services, query, params, order, frame, mayExport, mayPrepare, forBoard } = props;
  const register = registerOf({ name: "evidence", params, query, order });
  return (
    <DataTable
      caption="Evidence bundles"
      rows={page.rows.map((row) => ({
        id: row.id,
        href: `/evidence/${row.id}`,
        label: row.title,
        cells: [
          row.reference,
          <small key="purpose">
            {purposeWords[row.purpose]}
            {row.issue > 1 ? `, issue ${row.issue}` : ""}
          </small>,
          <StateChip key="state" state={bundleShapes[row.state]}>
            {bundleStateWords[row.state]}
          </StateChip>,
          row.bodyId ? (
            <span key="for">
              {bodies.get(row.bodyId)}
              <small>{row.recipient}</small>
            </span>
          ) : (
            row.recipient
          ),
          servicesNamed(row.serviceIds, names),
          `${formatDate(row.periodFrom, "short")} to ${formatDate(row.periodTo, "short")}`,
          formatDate(row.changedAt, "short"),
        ],
      }))}
      {...register.props({
        page,
        names,
        frame,
        mayExport,
        columns: [
          { id: "reference", header: "Ref", state: true },
          { id: "title", header: "Bundle", lead: true, sortable: register.sorted("title") },
          { id: "state", header: "State", state: true },
          { id: "recipient", header: "For", hideable: true },
          { id: "services", header: "Services", hideable: true },
          { id: "period", header: "Covers", state: true, hideable: true },
          { id: "changed", header: "Changed", state: true, hideable: true, sortable: register.sorted("changed") },
        ],
        views,
        counts,
      })}
      filters={
        <FilterBar href={register.href()} fields={["words", "service", "page"]}>
          <FilterWords value={query.words} label="Title or recipient" />
          <ServiceChoice value={query.service} services={services} />
        </FilterBar>
      }
      empty={
        counts.all === 0 ? (
          <Empty
            missing={forBoard ? "No bundle has been issued to the board." : "No bundle has been prepared."}
            means={
              forBoard
                ? "Bundles for commissioners and inspectors are not shown to board members. When one is issued to the board, it appears here."
                : `A commissioner or inspector can be shown nothing yet that they can check without you. A first bundle takes about ten minutes.${mayPrepare ? "" : ` ${whoPrepares}`}`
            }
          />
        ) : undefined
      }
    />
  );
}
