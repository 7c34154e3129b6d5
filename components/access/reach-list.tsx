import { roomsOf } from "#components/access/person-record.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { grantKindWords } from "#lib/access/grant.ts";
import type { ReachOf } from "#lib/access/queries/reach.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { sectionWord } from "#lib/access/sections.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { stopped } from "#lib/words.ts";

/** For the organisation and each service: who reaches it now, what that opens, and through what. */
export function ReachList({ reach }: { reach: ReachOf[] }) {
  return (
    <>
      {reach.map(({ service, people, grants }) => (
        <Card
          key={service?.id ?? "whole"}
          title={service?.name ?? "The whole organisation"}
          flush
          aside={`${people.length} inside, ${grants.length} outside`}
          footer={service ? "Everyone who reaches the whole organisation reaches this service too." : null}
        >
          {people.length + grants.length === 0 ? (
            <Empty missing="Nobody." means="No role and no access from outside names this service alone." />
          ) : (
            <div className="scroll">
              <table className="tbl reach">
                <caption className="sr">Who reaches {service?.name ?? "the whole organisation"}</caption>
                <thead className={narrow.head}>
                  <tr>
                    <th scope="col">Who</th>
                    <th scope="col">Sees</th>
                    <th scope="col">Why</th>
                  </tr>
                </thead>
                <tbody>
                  {people.map(({ person, membership }) => (
                    <tr key={membership.id} className={narrow.row}>
                      <th scope="row" className={narrow.lead}>
                        <Go href={`/access/people/${person.id}`}>{person.name}</Go>
                      </th>
                      <td className={narrow.cell} data-label="Sees">
                        {roomsOf(membership.role)}
                      </td>
                      <td className={narrow.cell} data-label="Why">
                        {membership.title ? `${membership.title}, ` : ""}
                        {roleLabels[membership.role]} since {formatDate(membership.startsAt)}
                        {membership.endsAt ? `, until ${formatDate(membership.endsAt)}` : ""}
                      </td>
                    </tr>
                  ))}
                  {grants.map((grant) => (
                    <tr key={grant.id} className={narrow.row}>
                      <th scope="row" className={narrow.lead}>
                        <Go href={`/access/grants/${grant.id}`}>{grant.name}</Go>
                        <small>{grantKindWords[grant.kind]}, outside</small>
                      </th>
                      <td className={narrow.cell} data-label="Sees">
                        {grant.kind === "commissioner"
                          ? "Bundles issued to their body"
                          : grant.sections.map(sectionWord).join(", ")}
                      </td>
                      <td className={narrow.cell} data-label="Why">
                        {stopped(grant.purpose)} Until {formatDateTime(grant.endsAt)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      ))}
    </>
  );
}
