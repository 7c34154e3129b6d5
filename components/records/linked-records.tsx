import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import type { LinkedRecord } from "#lib/records/queries.ts";
import { type LinkKind, notHeldWords, recordHref, recordKindWords } from "#lib/records/record.ts";

/** A link as the record on the page tells it: when it points away from it, and when it points at it. */
const linkWords: Record<LinkKind, { to: string; from: string }> = {
  raised: { to: "Raised from here", from: "What raised it" },
  realised: { to: "Where it came true", from: "The risk that foresaw it" },
  answers: { to: "The failure it answers", from: "Answers this failure" },
  retests: { to: "The test it repeats", from: "Repeats this test" },
  duplicates: { to: "The first report of it", from: "The same, reported again" },
  controls: { to: "What it holds", from: "Holds it" },
  tests: { to: "What it tries", from: "Tries it" },
  uses: { to: "Used here", from: "Where it was used" },
  about: { to: "What it is about", from: "About it" },
  evidence: { to: "Shown by", from: "What it shows" },
  discussed: { to: "Discussed here", from: "Where it was discussed" },
};

function wordsOf({ link, direction, state }: LinkedRecord, here: string): string {
  const meeting = direction === "to" ? here : state;
  return (link === "discussed" && notHeldWords(meeting)) || linkWords[link][direction];
}

type Props = {
  recordId: string;
  /** The state of the record on the page. */
  state: string;
  linked: readonly LinkedRecord[];
  /** Linked records that this reader is not shown. */
  unseen: number;
  mayLink: boolean;
};

/** On a record's page: what it hangs together with, and the way to link another record. */
export function LinkedRecords({ recordId, state, linked, unseen, mayLink }: Props) {
  const add = mayLink ? (
    <LinkButton small href={`/records/${recordId}/link`}>
      Link a record
    </LinkButton>
  ) : null;
  return (
    <Card title="Linked records" id="links" flush footer={add}>
      {linked.length === 0 && unseen === 0 ? (
        <Empty
          missing="Nothing is linked yet."
          means="Links lead from a risk to what it came true in, and to what was learned and tried since."
        />
      ) : (
        <ul className="list top">
          {[...Map.groupBy(linked, ({ id }) => id).values()].flatMap(([record, ...again]) =>
            record ? (
              <li key={record.linkId}>
                <div className="grow">
                  <Go href={recordHref(record.kind, record.id)}>{record.title}</Go>
                  <small>
                    {recordKindWords[record.kind]} {record.reference}.{" "}
                    {[record, ...again].map((one) => wordsOf(one, state)).join(". ")}
                  </small>
                  {[record, ...again].map(({ linkId, note }) => (note ? <small key={linkId}>{note}</small> : null))}
                </div>
              </li>
            ) : (
              []
            ),
          )}
          {unseen > 0 ? (
            <li>
              <span className="muted">
                {unseen === 1 ? "One more record is" : `${unseen} more records are`} linked, outside your role.
              </span>
            </li>
          ) : null}
        </ul>
      )}
    </Card>
  );
}
