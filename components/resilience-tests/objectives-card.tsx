import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDuration } from "#lib/dates.ts";
import type { FoundTest, Objective } from "#lib/resilience-tests/queries/record.ts";
import { type ObjectiveResult, objectiveResultWords, objectivesSet } from "#lib/resilience-tests/resilience-test.ts";
import { isOver } from "#lib/resilience-tests/scoring.ts";

const states: Record<ObjectiveResult, State> = {
  met: "ok",
  "partly-met": "warn",
  "not-met": "bad",
  "not-tested": "unknown",
};

type Props = { test: FoundTest; objectives: Objective[]; people: Map<string, string>; mayScore: boolean };

export function ObjectivesCard({ test, objectives, people, mayScore }: Props) {
  return (
    <Card
      title="Objectives"
      id="objectives"
      aside={objectivesSet(
        objectives.map((one) => one.setAt),
        test.heldFrom,
      )}
      flush
      footer={<Signed test={test} scored={objectives.find((one) => one.scoredByWord)} />}
    >
      {objectives.length === 0 ? (
        <Empty missing="No objective is set." means="Without one, nothing can be met and the test shows nothing." />
      ) : (
        <Scroll label="Objectives with target, actual and result">
          <table className="tbl">
            <caption className="sr">Objectives with target, actual and result</caption>
            <thead className={narrow.head}>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">We said staff would be able to</th>
                <th scope="col" className="right">
                  Target
                </th>
                <th scope="col" className="right">
                  Actual
                </th>
                <th scope="col">Result</th>
              </tr>
            </thead>
            <tbody>
              {objectives.map((one) => (
                <tr key={one.id} className={`${narrow.row} ${one.result === "not-met" ? "failed" : ""}`}>
                  <td className="num muted max-[719px]:hidden">{one.number}</td>
                  <th scope="row" className={narrow.lead}>
                    {mayScore ? (
                      <Go href={`/resilience-tests/${test.id}/objectives/${one.id}`}>{one.says}</Go>
                    ) : (
                      one.says
                    )}
                    {one.note ? <small>{one.note}</small> : null}
                    {one.result === "met" && isOver(one) ? <small>Scored as met although over its target</small> : null}
                    {one.result === "not-met" && one.ownerId ? (
                      <small>Put right by {people.get(one.ownerId) ?? "someone who left"}</small>
                    ) : null}
                  </th>
                  <td className={`right nowrap ${narrow.cell} max-[719px]:inline-block`} data-label="Target">
                    {said(one.targetMinutes, one.targetWords)}
                  </td>
                  <td className={`right nowrap b ${narrow.cell} max-[719px]:inline-block`} data-label="Actual">
                    {one.result === null ? "" : (said(one.actualMinutes, one.actualWords) ?? "Not measured")}
                  </td>
                  <td className={`nowrap ${narrow.lead}`}>
                    {one.result ? (
                      <StateMark state={states[one.result]}>{objectiveResultWords[one.result]}</StateMark>
                    ) : (
                      <StateMark state="unknown">Not scored</StateMark>
                    )}
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

function said(minutes: number | null, words: string | null): string | null {
  return words ?? (minutes === null ? null : formatDuration(minutes));
}

function Signed({ test, scored }: { test: FoundTest; scored: Objective | undefined }) {
  if (!scored?.scoredByWord) return <span>Not scored yet.</span>;
  return (
    <span>
      Scored by the {scored.scoredByWord.toLowerCase()}.{" "}
      {test.approvedByWord && test.approvedAt
        ? `Approved by the ${test.approvedByWord.toLowerCase()} on ${formatDate(test.approvedAt)}.`
        : "Not approved yet."}
      {test.evaluatedAlone || test.approvedAlone ? " No second person available." : ""}
    </span>
  );
}
