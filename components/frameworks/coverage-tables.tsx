import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";
import {
  type Counts,
  type Framework,
  type Held,
  keyQuestions,
  keyQuestionWords,
  standingOf,
} from "#lib/frameworks/framework.ts";

type Props = { framework: Framework; counts: Counts["statements"]; today: string };

/** One table per key question: each statement with its records and the age of the newest evidence. */
export function CoverageTables({ framework, counts, today }: Props) {
  return keyQuestions.map((question) => {
    const statements = framework.statements.filter((one) => one.keyQuestion === question);
    if (statements.length === 0) return null;
    const held = statements.filter((one) => counts.has(one.id)).length;
    return (
      <Card
        key={question}
        title={keyQuestionWords[question]}
        aside={`${held} of ${statements.length} hold records`}
        flush
      >
        <div className="scroll">
          <table className="tbl">
            <caption className="sr">{keyQuestionWords[question]}: records per statement</caption>
            <thead className={narrow.head}>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Statement</th>
                <th scope="col" className="right">
                  Records
                </th>
                <th scope="col">Newest evidence</th>
              </tr>
            </thead>
            <tbody>
              {statements.map((statement) => (
                <tr key={statement.id} className={narrow.row}>
                  <td className={`w-20 ${narrow.lead} max-[719px]:float-right max-[719px]:w-auto`}>{statement.code}</td>
                  <th scope="row" className={narrow.lead}>
                    <Go href={`/frameworks/${statement.id}`}>{statement.name}</Go>
                    {statement.closest ? <small>Close to digital resilience</small> : null}
                  </th>
                  <td
                    className={`right w-24 ${narrow.cell} max-[719px]:inline-block max-[719px]:w-auto`}
                    data-label="Records"
                  >
                    {counts.get(statement.id)?.records ?? 0}
                  </td>
                  <td className={`w-64 ${narrow.cell} max-[719px]:inline-block max-[719px]:w-auto`} data-label="Newest">
                    <Newest held={counts.get(statement.id)} today={today} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    );
  });
}

/** The day of the newest evidence in plain text: old and missing are marked, and nothing is called good. */
export function Newest({ held, today }: { held: Held | undefined; today: string }) {
  const standing = standingOf(held, today);
  if (!held || standing === "none") return <StateMark state="unknown">Not known</StateMark>;
  const on = formatDate(held.newest, "short");
  return standing === "old" ? <StateMark state="warn">{`${on}, older than 12 months`}</StateMark> : on;
}
