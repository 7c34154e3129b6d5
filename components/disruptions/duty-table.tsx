import { When } from "#components/ui/as-at.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { formatDuration, minutesBetween } from "#lib/dates.ts";
import { type DutyStanding, decisionWords, duties, dutyStanding } from "#lib/disruptions/duty.ts";
import type { DutyRow } from "#lib/disruptions/queries/review.ts";
import { uncapital } from "#lib/words.ts";

const marks: Record<DutyStanding, State> = {
  settled: "ok",
  undecided: "not-started",
  "to-send": "warn",
  "to-agree": "warn",
};

type Props = { rows: readonly DutyRow[]; aware: Date | null; roles: Readonly<Record<string, string>> };

/** Each duty with its decision, the role that took it, when, and why. The portal decides none of them. */
export function DutyTable({ rows, aware, roles }: Props) {
  return (
    <Scroll label="Who we had to tell">
      <table className="tbl">
        <caption className="sr">Who we had to tell</caption>
        <thead className={narrow.head}>
          <tr>
            <th scope="col">Duty</th>
            <th scope="col">Time allowed</th>
            <th scope="col">Decision</th>
            <th scope="col">Recorded</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} id={row.duty} className={narrow.row}>
              <th scope="row" className={narrow.lead}>
                {duties[row.duty].name}
                <small>{duties[row.duty].instrument}</small>
              </th>
              <td className={narrow.cell} data-label="Time allowed">
                {duties[row.duty].allowed}
              </td>
              <td className={narrow.lead}>
                <StateMark state={marks[dutyStanding(row)]}>{decisionWords[row.decision]}</StateMark>
                <Agreement row={row} roles={roles} />
              </td>
              <td className={narrow.cell} data-label="Recorded">
                {row.decidedAt && row.decidedRole ? (
                  <>
                    <When when={row.decidedAt} style="short" />
                    <small>
                      {roles[row.decidedRole]}
                      {aware ? `, ${formatDuration(minutesBetween(aware, row.decidedAt))} after we became aware` : ""}
                    </small>
                  </>
                ) : (
                  <span className="nowrap">Not decided</span>
                )}
              </td>
              <td className={`muted ${narrow.cell}`} data-label="Reason">
                {row.reason ?? `It asks: ${uncapital(duties[row.duty].asks)}`}
                {row.toldReference ? <small>Reference: {row.toldReference}</small> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Agreement({ row, roles }: { row: DutyRow; roles: Readonly<Record<string, string>> }) {
  if (row.agreedRole && row.agreedAt) {
    return (
      <small>
        {row.agreedAlone ? "No second person available" : `Agreed by: ${roles[row.agreedRole]?.toLowerCase()}`},{" "}
        <When when={row.agreedAt} style="short" />
      </small>
    );
  }
  return dutyStanding(row) === "to-agree" ? <small>A second role has to agree</small> : null;
}
