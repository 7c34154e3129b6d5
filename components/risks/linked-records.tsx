import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { type LinkKind, recordHref, recordKindWords } from "#lib/records/record.ts";

const said: Partial<Record<LinkKind, string>> = {
  about: "What it is about",
  realised: "It came true here",
  raised: "Raised from this risk",
  tests: "Tests this risk",
  controls: "Holds this risk",
};

export function LinkedRecords({
  riskId,
  linked,
  mayLink,
}: {
  riskId: string;
  linked: LinkedRecord[];
  mayLink: boolean;
}) {
  return (
    <Card
      title="Linked records"
      flush
      id="links"
      aside={mayLink ? <Go href={`/risks/${riskId}/link`}>Link a record</Go> : null}
    >
      {linked.length === 0 ? (
        <Empty
          missing="Nothing is linked yet."
          means="A system it is about, a disruption where it came true, a test and the actions show what the risk rests on."
        />
      ) : (
        <ul className="list top">
          {linked.map((record) => (
            <li key={record.linkId}>
              <div className="grow">
                <Go href={recordHref(record.kind, record.id)}>{record.title}</Go>
                <small>
                  {recordKindWords[record.kind]} {record.reference}
                  {said[record.link] ? `. ${said[record.link]}` : ""}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
