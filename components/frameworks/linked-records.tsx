import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { formatDate } from "#lib/dates.ts";
import { categoryWords } from "#lib/frameworks/framework.ts";
import type { EvidenceLink } from "#lib/frameworks/queries.ts";
import { recordHref, recordKindWords } from "#lib/records/record.ts";

type Props = {
  links: readonly EvidenceLink[];
  names: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
  listVersion: number;
  mayUnlink: (link: EvidenceLink) => boolean;
};

export function LinkedRecords({ links, names, people, listVersion, mayUnlink }: Props) {
  if (links.length === 0)
    return (
      <Empty
        missing="No record is linked to this statement."
        means="What can be shown for it is not known. A record that shows it can be linked in about a minute."
      />
    );
  return (
    <div className="scroll">
      <table className="tbl">
        <caption className="sr">Records linked to this statement, newest evidence first</caption>
        <thead className={narrow.head}>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Kind of evidence</th>
            <th scope="col">Speaks for</th>
            <th scope="col">Linked</th>
          </tr>
        </thead>
        <tbody>
          {links.map((link) => (
            <tr key={link.id} className={narrow.row}>
              <th scope="row" className={narrow.lead}>
                <Go href={recordHref(link.kind, link.recordId)}>{link.title}</Go>
                <small>
                  {recordKindWords[link.kind]} {link.reference},{" "}
                  {link.serviceIds.length === 0
                    ? "whole organisation"
                    : link.serviceIds.map((id) => names.get(id) ?? "").join(", ")}
                </small>
                {link.note ? <small>{link.note}</small> : null}
              </th>
              <td className={narrow.cell} data-label="Kind of evidence">
                {categoryWords[link.category]}
              </td>
              <td className={`nowrap ${narrow.cell}`} data-label="Speaks for">
                {formatDate(link.day, "short")}
              </td>
              <td className={narrow.cell} data-label="Linked">
                <span className="nowrap">{formatDate(link.linkedAt, "short")}</span>
                <small>{people.get(link.linkedBy)}</small>
                {link.listVersion === listVersion ? null : (
                  <small>List of statements, version {link.listVersion}</small>
                )}
                {mayUnlink(link) ? (
                  <small>
                    <Go href={`/frameworks/${link.statementId}/${link.id}`} aria-label={`End this link: ${link.title}`}>
                      End this link
                    </Go>
                  </small>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
