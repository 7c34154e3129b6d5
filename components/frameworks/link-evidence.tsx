import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate } from "#lib/dates.ts";
import { categoryWords } from "#lib/frameworks/framework.ts";
import type { EvidenceOfRecord } from "#lib/frameworks/queries.ts";

/** Answered by `findEvidenceFor`. */
type Props = { recordId: string; evidence: readonly EvidenceOfRecord[]; mayLink: boolean };

/** On a record's page: the quality statements it is evidence for, and the way to link another. */
export function LinkEvidence({ recordId, evidence, mayLink }: Props) {
  const add = mayLink ? (
    <LinkButton small href={`/frameworks/link?record=${recordId}`}>
      Link to a quality statement
    </LinkButton>
  ) : null;
  return (
    <Card title="Evidence for" id="evidence-for" flush footer={add}>
      {evidence.length === 0 ? (
        <Empty
          missing="This record is not linked to a quality statement."
          means="Records that are linked are counted in the coverage of the framework."
        />
      ) : (
        <ul className="list top">
          {evidence.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <Go href={`/frameworks/${one.statementId}`}>
                  {one.draft ? "Draft, " : ""}
                  {one.code} {one.name}
                </Go>
                <small>
                  {categoryWords[one.category]}, {formatDate(one.day, "short")}
                </small>
                {one.note ? <small>{one.note}</small> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
