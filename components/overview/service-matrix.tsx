import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { StateChip, StateMark } from "#components/ui/state-mark.tsx";
import { type Cell, type Column, columns, columnWords, type Row, verdictWords } from "#lib/overview/overview.ts";

type Props = {
  rows: readonly Row[];
  total: number;
  /** Columns whose rooms this reader may enter: only their cells are links. */
  openable: readonly Column[];
  footer: string;
  allHref?: string;
};

/** Each service with what can be shown of it, worst first. On a phone each service is a card of its own. */
export function ServiceMatrix({ rows, total, openable, footer, allHref }: Props) {
  const counted = total === 1 ? "1 service" : `${total} services`;
  return (
    <div className="register">
      <Card
        title="Services, worst first"
        id="services"
        aside={allHref ? <Go href={allHref}>Show all {total}</Go> : counted}
        flush
        footer={footer ? <span>{footer}</span> : null}
      >
        {rows.length === 0 ? (
          <Empty missing="No service is recorded yet." means="Services are the rows of this page." />
        ) : (
          <div className="scroll">
            <table className="tbl">
              <caption className="sr">What can be shown of each service, worst first</caption>
              <thead>
                <tr>
                  <th scope="col" className="sticky! top-auto! left-0 z-1">
                    Service
                  </th>
                  <th scope="col" className={head}>
                    Can it be shown?
                  </th>
                  {columns.map((column) => (
                    <th key={column} scope="col" className={head}>
                      {columnWords[column]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <ServiceRow key={row.id} row={row} openable={openable} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </div>
  );
}

const close = "xl:max-[1401px]:px-1! min-[1401px]:px-1.5!";
const head = `static! ${close} whitespace-normal!`;

function ServiceRow({ row, openable }: { row: Row; openable: readonly Column[] }) {
  const { mark, word } = verdictWords[row.verdict];
  return (
    <tr>
      <th scope="row" className="lead sticky left-0 z-1 xl:min-w-28 min-[1401px]:min-w-38">
        <div className="xl:min-w-28! min-[1401px]:min-w-44!">
          {row.name}
          <small>
            {row.kind}, {row.people === null ? "number of people not known" : `${row.people} people`}
          </small>
        </div>
      </th>
      <td className={close}>
        <span className="cell-label">Can it be shown?</span>
        <div>
          <StateChip state={mark}>{word}</StateChip>
        </div>
      </td>
      {columns.map((column) => (
        <td key={column} className={`whitespace-nowrap ${close}`}>
          <span className="cell-label">{columnWords[column]}</span>
          <div>
            <CellView cell={row.cells[column]} open={openable.includes(column)} />
          </div>
        </td>
      ))}
    </tr>
  );
}

/** A few words stay on one line; of more, a day stays with its month when the line is full. */
const unbroken = (detail: string) => detail.replace(detail.length <= 11 ? / /g : /(?<=\d) (?=[A-Z])/g, "\u00a0");

function CellView({ cell, open }: { cell: Cell; open: boolean }) {
  const mark = <StateMark state={cell.mark}>{cell.word}</StateMark>;
  return (
    <>
      {cell.href && open ? (
        <Go className="plain" href={cell.href}>
          {mark}
        </Go>
      ) : (
        mark
      )}
      {cell.detail ? (
        <small className="whitespace-normal md:max-w-36 md:pl-[22px] xl:max-[1340px]:pl-0">
          {unbroken(cell.detail)}
        </small>
      ) : null}
    </>
  );
}
