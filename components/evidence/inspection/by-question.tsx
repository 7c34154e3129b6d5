import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { formatDate } from "#lib/dates.ts";
import { frameworkChoices } from "#lib/evidence/bundle.ts";
import type { QuestionEvidence, StatementEvidence } from "#lib/evidence/inspection/statements.ts";

/** Evidence by key question and quality statement; statements without any are named, never left out. */
export function ByQuestion({
  questions,
  chosen,
  opened,
}: {
  questions: readonly QuestionEvidence[];
  chosen: string;
  /** Records that have a page of their own within the access. */
  opened: ReadonlySet<string>;
}) {
  const question = questions.find((one) => one.id === chosen) ?? questions[0];
  if (!question) return null;
  const held = question.statements.filter((statement) => statement.items.length > 0);
  const none = question.statements.filter((statement) => statement.items.length === 0);
  return (
    <section aria-label="Evidence by quality statement" className="stack g4">
      <p className="muted">{frameworkChoices[0]}</p>
      <Tabs
        label="Key questions"
        tabs={questions.map((one) => ({
          label: one.label,
          count: one.items,
          href: `/inspection?question=${one.id}`,
          current: one.id === question.id,
        }))}
      />
      {held.map((statement) => (
        <Statement key={statement.id} statement={statement} opened={opened} />
      ))}
      {none.length > 0 ? (
        <Empty
          missing={`No digital resilience evidence is linked to: ${none.map((one) => one.name).join(", ")}.`}
          means="That says nothing about other evidence the service holds."
        />
      ) : null}
    </section>
  );
}

function Statement({ statement, opened }: { statement: StatementEvidence; opened: ReadonlySet<string> }) {
  return (
    <Card
      title={statement.name}
      aside={`${statement.code}, ${statement.items.length === 1 ? "1 item" : `${statement.items.length} items`}`}
      flush
    >
      <div className="scroll">
        <table className="tbl">
          <caption className="sr">{statement.name}</caption>
          <thead className={narrow.head}>
            <tr>
              <th scope="col">Evidence</th>
              <th scope="col" className="w-64">
                Evidence category
              </th>
              <th scope="col" className="w-36">
                Dated
              </th>
            </tr>
          </thead>
          <tbody>
            {statement.items.map((item) => (
              <tr key={`${item.recordId}${item.category}`} className={narrow.row}>
                <th scope="row" className={narrow.lead}>
                  {opened.has(item.recordId) ? (
                    <Go href={`/inspection/records/${item.recordId}`}>{item.title}</Go>
                  ) : (
                    item.title
                  )}
                  <small>
                    {item.kind} {item.reference}
                  </small>
                </th>
                <td className={narrow.cell} data-label="Category">
                  {item.category}
                </td>
                <td className={`nowrap ${narrow.cell}`} data-label="Dated">
                  {item.dated ? formatDate(item.dated, "short") : "Not known"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
