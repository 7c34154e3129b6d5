import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { type ActionSource, sourceWords } from "#lib/action-items/action-item.ts";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { recordHref, recordKindWords } from "#lib/records/record.ts";

/** The record that raised an action, what shows that it was done, and whatever else is linked. */
export function LinkedRecords({ source, linked }: { source: ActionSource; linked: readonly LinkedRecord[] }) {
  return (
    <Card title="Where it comes from, what it changed" flush>
      {linked.length === 0 ? (
        <Empty
          missing={`${sourceWords[source]}, with no record linked.`}
          means="A linked record lets a reader follow what was learned to what was changed."
        />
      ) : (
        <ul className="lines">
          {linked.map((record) => (
            <li key={record.linkId}>
              <Go href={recordHref(record.kind, record.id)}>{record.title}</Go>
              <small>
                {linkWords(record)} {recordKindWords[record.kind].toLowerCase()} {record.reference}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function linkWords(record: LinkedRecord) {
  if (record.link === "raised" && record.direction === "from") return "Raised by";
  if (record.link === "evidence" && record.direction === "to") return "Shown by";
  return "Linked to";
}
