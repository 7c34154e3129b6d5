import { RowsTable } from "#components/evidence/inspection/rows-table.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { Told } from "#lib/evidence/inspection/queries.ts";

type Props = {
  registers: { name: string; what: string; rows: Told[] }[];
  names: Names;
  opened: ReadonlySet<string>;
  now: Date;
};

/** Registers as granted: every row, with the columns chosen for reading, and a way to the record that holds the rest. */
export function GrantedRegister({ registers, names, opened, now }: Props) {
  const open = (row: Told) => {
    const word = names.references.get(row.recordId) ?? "A record outside this access";
    return opened.has(row.recordId) ? <Go href={`/inspection/records/${row.recordId}`}>{word}</Go> : word;
  };
  return registers.map((register) => (
    <Card
      key={register.name}
      title={register.what}
      aside={`${register.rows.length === 1 ? "1 row" : `${register.rows.length} rows`}, as at ${formatDateTime(now)}`}
      flush={register.rows.length > 0}
    >
      {register.rows.length === 0 ? (
        <Empty
          missing={`No ${register.what.toLowerCase()} within this access.`}
          means="Either none is recorded for these services and dates, or each also names a service outside your access."
        />
      ) : (
        <RowsTable caption={register.what} rows={register.rows} lead={{ header: "Record", cell: open }} />
      )}
    </Card>
  ));
}
