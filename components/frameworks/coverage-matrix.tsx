import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateMark, StateShape } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import { type Counts, type Framework, type Held, standingOf } from "#lib/frameworks/framework.ts";

type Column = { id: string; name: string };
type Props = {
  framework: Framework;
  counts: Counts["services"];
  services: readonly Column[];
  today: string;
  only?: Column;
  allHref?: string;
};

/** Statement by service; the names stay in view while the services scroll under them. */
export function CoverageMatrix({ framework, counts, services, today, only, allHref }: Props) {
  const columns: Column[] = only ? [only] : [...services, { id: "", name: "Whole organisation" }];
  const statements = only
    ? framework.statements.filter((statement) => counts.get(statement.id)?.has(only.id))
    : framework.statements;
  return (
    <Card
      title={`Records by ${framework.term.singular} and service`}
      aside={only && allHref ? <Go href={allHref}>Every statement and service</Go> : null}
      flush
      footer={
        <>
          <StateMark state="unknown">Not known, no record is linked</StateMark>
          <StateMark state="warn">Newest evidence is older than 12 months</StateMark>
          <span>A record of several services counts under each of them.</span>
        </>
      }
    >
      <div className="scroll coverage relative p-4">
        <table className="w-full border-separate border-spacing-[3px] text-sm">
          <caption className="sr">Records linked to each {framework.term.singular}, by service, as numbers</caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-surface text-left text-[13px] font-semibold text-text-muted">
                Statement
              </th>
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className="min-w-20 px-1 align-bottom text-[13px] font-semibold text-text-muted"
                >
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statements.map((statement) => (
              <tr key={statement.id}>
                <th scope="row" className="sticky left-0 min-w-40 max-w-72 bg-surface py-1 pr-3 text-left font-normal">
                  <Go href={`/frameworks/${statement.id}`}>
                    {statement.code} {statement.name}
                  </Go>
                </th>
                {columns.map((column) => (
                  <Cell key={column.id} held={counts.get(statement.id)?.get(column.id)} today={today} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const shared = "h-8 rounded-[3px] text-center align-middle font-semibold";

function Cell({ held, today }: { held: Held | undefined; today: string }) {
  const standing = standingOf(held, today);
  if (!held || standing === "none")
    return (
      <td className={`${shared} border border-dashed border-unknown-line text-unknown`}>
        <span className="inline-block align-middle">
          <StateShape state="unknown" />
        </span>
        <span className="sr">Not known</span>
      </td>
    );
  if (standing === "old")
    return (
      <td className={`${shared} border border-warn-line bg-warn-tint text-warn`}>
        <span className="inline-flex items-center gap-1">
          {held.records}
          <StateShape state="warn" size={13} />
        </span>
        <span className="sr">, older than 12 months, newest {formatDate(held.newest, "short")}</span>
      </td>
    );
  return <td className={`${shared} ${tint(held.records)}`}>{held.records}</td>;
}

function tint(records: number): string {
  if (records >= 6) return "bg-brand text-on-brand";
  return records >= 3 ? "bg-brand-tint-2" : "bg-brand-tint";
}
