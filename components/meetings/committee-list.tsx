import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { cadenceWords, committeeKindWords } from "#lib/meetings/committee.ts";
import type { CommitteeRow } from "#lib/meetings/queries/committees.ts";

type Props = { committees: readonly CommitteeRow[]; mayMake: boolean };

/** Who meets, how often, and what is open from it. */
export function CommitteeList({ committees, mayMake }: Props) {
  const add = mayMake ? (
    <LinkButton small href="/meetings/committees/new">
      Make a committee
    </LinkButton>
  ) : undefined;
  return (
    <Card title="Committees" flush {...(add ? { footer: add } : {})}>
      {committees.length === 0 ? (
        <Empty
          missing="No committee is recorded yet."
          means="Meetings belong to a committee: it says who sits in it, how often, and what is on the agenda."
        />
      ) : (
        <Scroll label="Committees">
          <table className="tbl">
            <thead className={narrow.head}>
              <tr>
                <th scope="col">Committee</th>
                <th scope="col">How often</th>
                <th scope="col">Next meeting</th>
                <th scope="col">Last held</th>
                <th scope="col" className="right">
                  Open actions
                </th>
                <th scope="col">Reports to</th>
              </tr>
            </thead>
            <tbody>
              {committees.map((one) => (
                <tr key={one.id} className={narrow.row}>
                  <th scope="row" className={narrow.lead}>
                    <Go href={`/meetings/committees/${one.id}`}>{one.name}</Go>
                    <small className="muted">{committeeKindWords[one.kind]}</small>
                  </th>
                  <td className={narrow.cell} data-label="How often">
                    {cadenceWords[one.cadence].word}
                  </td>
                  <td className={narrow.cell} data-label="Next meeting">
                    {nextWords(one.next)}
                  </td>
                  <td className={narrow.cell} data-label="Last held">
                    {one.lastAt ? formatDate(one.lastAt, "short") : "None yet"}
                  </td>
                  <td className={`right num ${narrow.cell}`} data-label="Open actions">
                    {one.openActions}
                  </td>
                  <td className={narrow.cell} data-label="Reports to">
                    {one.reportsTo ?? (one.reportsToId ? "A committee outside your reach" : "Nobody")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}

function nextWords(next: CommitteeRow["next"]): string {
  if (!next) return "None called";
  const when = formatDateTime(next.at, "short");
  return { open: "In session", late: `${when}, not begun`, ahead: when }[next.stands];
}
