import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import type { Paper } from "#lib/disruptions/queries/review.ts";
import { paperWords } from "#lib/disruptions/words.ts";

const words = { written: "Written", returned: "Back", entered: "Entered", checked: "Checked" } as const;

/** Counts per kind, and whether somebody in another role has checked them. */
export function PaperTable({ papers, roles }: { papers: readonly Paper[]; roles: Readonly<Record<string, string>> }) {
  const total = (field: "written" | "returned" | "entered" | "checked") =>
    papers.reduce((sum, paper) => sum + paper[field], 0);
  const columns = ["written", "returned", "entered", "checked"] as const;
  return (
    <Scroll label="Paper records by kind, as counts">
      <table className="tbl">
        <caption className="sr">Paper records by kind, as counts</caption>
        <thead className={narrow.head}>
          <tr>
            <th scope="col">Record</th>
            <th scope="col" className="right">
              Written
            </th>
            <th scope="col" className="right">
              Back
            </th>
            <th scope="col" className="right">
              Entered
            </th>
            <th scope="col" className="right">
              Checked
            </th>
            <th scope="col">Second check</th>
          </tr>
        </thead>
        <tbody>
          {papers.map((paper) => (
            <tr key={paper.id} className={narrow.row}>
              <th scope="row" className={narrow.lead}>
                {paperWords[paper.kind]}
              </th>
              {columns.map((column) => (
                <td key={column} className={`right ${narrow.cell} max-[719px]:inline-block`} data-label={words[column]}>
                  {paper[column]}
                </td>
              ))}
              <td className={narrow.lead}>
                <Check paper={paper} roles={roles} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={narrow.row}>
            <th scope="row" className={narrow.lead}>
              All records
            </th>
            {columns.map((column) => (
              <td key={column} className={`right ${narrow.cell} max-[719px]:inline-block`} data-label={words[column]}>
                {total(column)}
              </td>
            ))}
            <td className="max-[719px]:hidden" />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

function Check({ paper, roles }: { paper: Paper; roles: Readonly<Record<string, string>> }) {
  const left = paper.written - paper.checked;
  const by = paper.checkedRole && roles[paper.checkedRole];
  const differ = paper.discrepancies > 0 ? `Matched, ${paper.discrepancies} put right` : "Matched";
  return (
    <>
      {left === 0 ? (
        <StateMark state="ok">{differ}</StateMark>
      ) : (
        <StateMark state="warn">{paper.checked === 0 && !by ? `${left} to check` : `${left} left`}</StateMark>
      )}
      {by ? <small>{paper.checkedAlone ? "No second person available" : by}</small> : null}
    </>
  );
}
