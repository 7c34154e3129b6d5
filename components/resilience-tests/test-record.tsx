import type { ReactNode } from "react";
import { longestMeasured, MeasuredTrend } from "#components/resilience-tests/measured-trend.tsx";
import { ObjectivesCard } from "#components/resilience-tests/objectives-card.tsx";
import { Recovery } from "#components/resilience-tests/recovery.tsx";
import { PeopleCard, StoryCard } from "#components/resilience-tests/story-cards.tsx";
import { AnswerCard } from "#components/ui/answer-card.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type {
  FoundTest,
  listEvents,
  listParticipants,
  Measured,
  Objective,
} from "#lib/resilience-tests/queries/record.ts";
import {
  isHeld,
  resultSaid,
  scenarioWords,
  scopeWords,
  shiftWords,
  testKindWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Props = {
  test: FoundTest;
  objectives: Objective[];
  groups: Awaited<ReturnType<typeof listParticipants>>;
  events: Awaited<ReturnType<typeof listEvents>>;
  measured: Measured[];
  people: Map<string, string>;
  materials: ReadonlyMap<string, string>;
  mayScore: boolean;
  findings: ReactNode;
  now: Date;
};

export function TestRecord({ test, objectives, groups, events, measured, findings, ...rest }: Props) {
  const { people, materials, mayScore, now } = rest;
  const objectivesCard = <ObjectivesCard test={test} objectives={objectives} people={people} mayScore={mayScore} />;
  const trend = <MeasuredTrend points={longestMeasured(measured)} asAt={now} />;
  return (
    <>
      {isHeld(test.state) ? <Answer test={test} /> : null}
      {isHeld(test.state) ? (
        <>
          <div className="grid-main even">
            {objectivesCard}
            <div className="stack">
              {trend}
              <PeopleCard groups={groups} />
            </div>
          </div>
          <div className="grid-2">
            <StoryCard events={events} />
            {findings}
          </div>
        </>
      ) : (
        objectivesCard
      )}
      {isHeld(test.state) ? null : trend}
      <Facts test={test} people={people} materials={materials} />
    </>
  );
}

function Answer({ test }: { test: FoundTest }) {
  return (
    <AnswerCard
      question="Would people have been kept safe?"
      answer={test.answer ?? "Not answered yet"}
      state={test.answer ? resultSaid(test).shape : "unknown"}
      detail={
        test.answer
          ? [test.answerDetail, `Written by the ${test.reportedByWord?.toLowerCase() ?? "evaluator"}.`]
              .filter(Boolean)
              .join(" ")
          : "The evaluator has not written the answer. Until then this test shows nothing."
      }
      figures={[
        {
          label: test.system ? `Measured recovery after the loss of ${test.system}` : "Measured recovery",
          value: <Recovery test={test} />,
        },
        {
          label: "Board member present",
          value: test.boardPresent === null ? "Not known" : test.boardPresent ? "Yes" : "No",
        },
      ]}
    />
  );
}

function Facts({ test, people, materials }: Pick<Props, "test" | "people" | "materials">) {
  return (
    <Card title="The test" footer={`Changed ${formatDateTime(test.changedAt)}`}>
      <KeyValues
        items={[
          { label: "Aim", value: test.aim },
          { label: "Pretended to fail", value: scenarioWords[test.scenario] },
          { label: "Kind", value: testKindWords[test.kind].label },
          { label: "Shift", value: shiftWords[test.shift] },
          { label: "Reach", value: scopeWords[test.scope] },
          { label: "Planned for", value: formatDateTime(test.plannedFor) },
          { label: "Planned on", value: formatDate(test.plannedAt) },
          ...(test.heldReason ? [{ label: "Why its day was put right", value: test.heldReason }] : []),
          { label: "Facilitator", value: people.get(test.facilitatorId) },
          {
            label: "Evaluator",
            value: `${people.get(test.evaluatorId) ?? "Not known"}${test.evaluatedAlone ? ". No second person available." : ""}`,
          },
          {
            label: "Paper used",
            value: test.materialKinds.map((kind) => materials.get(kind) ?? kind).join(", ") || "None",
          },
          ...(test.cancelledReason ? [{ label: "Why it was cancelled", value: test.cancelledReason }] : []),
        ]}
      />
    </Card>
  );
}
