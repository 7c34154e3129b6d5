import { Card } from "#components/ui/card.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import {
  type Column,
  columns,
  columnWords,
  testMonths,
  type Verdict,
  verdictWords,
  worstFirst,
} from "#lib/overview/overview.ts";

const verdicts: Record<Verdict, string> = {
  "not-shown":
    "The last test was not met, or its measured recovery was later than its target, or at least one printed copy is not in date.",
  "not-known": "No test is on record in the last 12 months, or no printed copy is recorded or has been looked at.",
  "part-shown":
    "The proof is there but weaker: a test partly met or due again, recovery never measured or without a target, a copy not looked at or without priorities.",
  shown:
    "The last test was met within six months, its recovery was within the target, and every printed copy is in date. What stands open beside it (a disruption, a review, a risk above appetite, an overdue action, old evidence) has its own column and does not change this.",
};

const rules: Record<Column, string> = {
  disruption:
    "Disruptions at the service whose systems are not back. None reported is not a proof that nothing failed, so it is never green.",
  test: `The last test that names the service and was reported, and its result by its objectives. Until the evaluator has written the answer a test shows nothing: the one reported before it stands, and where there is none it says not reported yet. After ${testMonths.due} months the next one is due; after ${testMonths.lasts} months the result is not known any more.`,
  recovery:
    "How long it took in the last reported test that measured it, from the failure until the system, or the paper in its place, carried the work again; against the recovery time objective of the system as it stood when the test was planned. It is not how long the system was out. Without a measurement it is not known.",
  materials:
    "Printed copies in date out of all copies in use. In date needs a content date, a print date, a use until that has not passed, and a look at its place within 30 days. One copy that is not in date marks the service.",
  reviews: "Disruptions whose systems are back and whose review is still open, those awaiting sign-off among them.",
  risks:
    "Open and tolerated risks that name the service and score above the board's appetite for their category. A service without any recorded risk is not known.",
  actions: "Actions that name the service, are not done, and whose due date has passed.",
  evidence:
    "The newest day that any record linked to a quality statement in force speaks for. Older than 12 months is marked; nothing linked is not known.",
};

export function Rules() {
  return (
    <>
      <Card title="Can it be shown?" flush>
        <ul className="list top">
          {worstFirst.map((verdict) => (
            <li key={verdict}>
              <span className="w-32 flex-none">
                <StateChip state={verdictWords[verdict].mark}>{verdictWords[verdict].word}</StateChip>
              </span>
              <span className="grow">{verdicts[verdict]}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="The columns">
        <dl className="kv">
          {columns.map((column) => (
            <Rule key={column} name={columnWords[column]} says={rules[column]} />
          ))}
        </dl>
      </Card>
      <Card title="What it does not say">
        <div className="prose">
          <p>
            It says what can be shown from records, and nothing about how good care is. It predicts no rating. A service
            that shows nothing may be doing well without a record; one that shows everything may still meet what nobody
            tested.
          </p>
          <p>
            States are never averaged. A service stands as low as its weakest proof. Services are sorted by what can be
            shown, then by what stands open, then by name.
          </p>
          <p>
            People supported are the numbers recorded for each service. A service whose number is not known is counted
            apart and not guessed.
          </p>
        </div>
      </Card>
    </>
  );
}

function Rule({ name, says }: { name: string; says: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </>
  );
}
