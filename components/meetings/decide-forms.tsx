import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { type Asks, outcomesFor, outcomeWords } from "#lib/meetings/minute.ts";
import { type Ballot, hiddenOf, VotesHere } from "./vote-forms.tsx";

type DecideProps = {
  action: FormAction;
  decision: { id: string; version: number; asks: Asks };
  /** Where it can be sent; none for a board. */
  committees: readonly Option[];
  /** The last day until which the risk can be accepted at its score. */
  latest?: string | undefined;
  ballot?: Ballot;
};

/** The reason goes further than the minutes where a risk is accepted, or the question is sent to another committee. */
function whoReads(asks: Asks, escalates: boolean): string {
  const onTheRisk = asks === "accept-risk" ? " If the risk is accepted, everyone who reads that risk reads it." : "";
  const above = escalates ? " If it is escalated, the committee above reads it." : "";
  return `It stands in the minutes.${onTheRisk}${above}`;
}

/** The possible answers to one question, none of them chosen beforehand. */
export function DecideForm({ action, decision, committees, latest, ballot = {} }: DecideProps) {
  const possible = outcomesFor(decision.asks, committees.length > 0);
  const can = (outcome: string) => possible.some((one) => one === outcome);
  return (
    <Form
      action={action}
      submit="Record the decision"
      hidden={{ decisionId: decision.id, version: decision.version, ...hiddenOf(ballot) }}
      id={`decide-${decision.id}`}
    >
      <VotesHere ballot={ballot} otherwise="Record the decision" />
      <RadioGroup
        name="outcome"
        label="What was decided"
        across
        options={possible.map((value) => ({ value, label: outcomeWords[value].verb }))}
      />
      <TextArea
        name="because"
        label="Because"
        hint={whoReads(decision.asks, can("escalate"))}
        rows={2}
        maxLength={1000}
      />
      {can("accept-risk") ? (
        <DateField
          name="expiresOn"
          label="Accepted until"
          hint={`Only where the risk is accepted${latest ? `, until ${formatDate(latest)} at the latest` : ""}`}
          optional
        />
      ) : null}
      <DateField name="deferUntil" label="Comes back on" hint="Only where it is deferred" optional />
      {can("escalate") ? (
        <SelectField
          name="escalatedToId"
          label="Goes to"
          hint="Only where it is escalated"
          optional
          empty="None"
          options={committees}
        />
      ) : null}
    </Form>
  );
}

/** Says in one press that the meeting left a question without an answer. */
export function LeaveForm({ action, decisionId }: { action: FormAction; decisionId: string }) {
  return (
    <>
      <p className="why">
        If the meeting did answer it, write the answer as a note too. The next meeting records the decision.
      </p>
      <Form
        action={action}
        submit="Minute it as not decided"
        variant="plain"
        hidden={{ decisionId }}
        id={`leave-${decisionId}`}
      />
    </>
  );
}

/** Takes that back, until the minutes go to the chair. */
export function TakeBackForm({ action, decisionId }: { action: FormAction; decisionId: string }) {
  return (
    <Form action={action} submit="Take this back" variant="plain" hidden={{ decisionId }} id={`back-${decisionId}`} />
  );
}

export function CarryOutForm({ action, decisionId }: { action: FormAction; decisionId: string }) {
  return (
    <Form action={action} submit="Carry it out" variant="plain" hidden={{ decisionId }} id={`carry-${decisionId}`} />
  );
}
