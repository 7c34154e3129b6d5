import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup, RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { Objective } from "#lib/resilience-tests/queries/record.ts";
import {
  eventKinds,
  eventKindWords,
  measures,
  measureWords,
  shifts,
  shiftWords,
} from "#lib/resilience-tests/resilience-test.ts";

type Act = { action: FormAction; id: string };

export function ObjectiveForm({ action, id }: Act) {
  return (
    <Card title="Set an objective" id="objective">
      <Form action={action} submit="Set the objective" hidden={{ id }}>
        <TextField name="says" label="Staff will be able to" maxLength={200} />
        <NumberField name="targetMinutes" label="Target" unit="minutes" optional />
        <TextField
          name="targetWords"
          label="Target in words"
          hint="For what is not a time, such as: All 7"
          width="medium"
          maxLength={40}
          optional
        />
        <SelectField
          name="measure"
          label="Compare this time from test to test"
          optional
          empty="Do not compare"
          options={measures.map((value) => ({ value, label: measureWords[value] }))}
        />
      </Form>
    </Card>
  );
}

export function HoldForm({ action, id, version, planned }: Act & { version: number; planned: Date }) {
  return (
    <Card title="Record that it was held" id="held">
      <Form action={action} submit="Record that it was held" hidden={{ id, version }}>
        <DateField name="heldDate" label="Day it was held" defaultValue={formatDate(planned)} />
        <TimeField name="fromTime" label="From" defaultValue={formatTime(planned)} />
        <TimeField name="toTime" label="To" hint="After midnight is read as the next day" />
        <RadioGroup
          name="boardPresent"
          label="Was a board member there?"
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          across
        />
        <NumberField
          name="measuredMinutes"
          label="Measured recovery"
          hint="From the failure until the system, or the paper in its place, carried the work"
          unit="minutes"
          optional
        />
        <CheckboxGroup
          name="wentOn"
          label="Longer than the test"
          optional
          options={[{ value: "yes", label: "It went on after the test had ended" }]}
        />
      </Form>
    </Card>
  );
}

export function CorrectHeldForm({ action, id, version, from, to }: Act & { version: number; from: Date; to: Date }) {
  return (
    <Card title="Put right when it was held" id="when">
      <Form action={action} submit="Put it right" hidden={{ id, version }}>
        <p className="muted">
          What happened in it goes with the day. What the record said before stays in its history.
        </p>
        <DateField name="heldDate" label="Day it was held" defaultValue={formatDate(from)} />
        <TimeField name="fromTime" label="From" defaultValue={formatTime(from)} />
        <TimeField
          name="toTime"
          label="To"
          hint="After midnight is read as the next day"
          defaultValue={formatTime(to)}
        />
        <TextArea name="reason" label="Why it is put right" rows={2} maxLength={400} />
      </Form>
    </Card>
  );
}

export function EvaluatorForm({ action, id, version, people }: Act & { version: number; people: readonly Option[] }) {
  return (
    <Card title="Name another evaluator" id="evaluator">
      <Form action={action} submit="Name the evaluator" hidden={{ id, version }}>
        <p className="muted">Where who should score it is away or has left. Who it was before stays in its history.</p>
        <SelectField
          name="evaluatorId"
          label="Evaluator"
          hint="Scores and reports it. Someone other than the facilitator."
          empty="Choose"
          options={people}
        />
      </Form>
    </Card>
  );
}

export function EventForm({ action, id }: Act) {
  return (
    <Card title="Add what happened" id="event">
      <Form action={action} submit="Add to what happened" hidden={{ id }}>
        <TimeField name="time" label="Time" />
        <RadioGroup
          name="kind"
          label="What it was"
          options={eventKinds.map((value) => ({ value, label: eventKindWords[value] }))}
          across
        />
        <TextArea name="says" label="What happened" hint="By role, never by name" rows={2} maxLength={400} />
      </Form>
    </Card>
  );
}

export function ParticipantsForm({ action, id }: Act) {
  return (
    <Card title="Add who took part" id="people">
      <Form action={action} submit="Record who took part" hidden={{ id }}>
        <TextField
          name="who"
          label="Which staff"
          hint="By role, such as: Night staff. Writing a group again corrects its counts."
          width="medium"
          maxLength={80}
        />
        <SelectField
          name="shift"
          label="Shift"
          empty="Choose"
          options={shifts.map((value) => ({ value, label: shiftWords[value] }))}
        />
        <NumberField name="tookPart" label="How many took part" />
        <NumberField name="expected" label="Out of how many on that shift" optional />
      </Form>
    </Card>
  );
}

export function FindingForm({ action, id, objectives }: Act & { objectives: Objective[] }) {
  return (
    <Card title="Add a finding" id="finding">
      <Form action={action} submit="Add the finding" hidden={{ id }}>
        <TextArea
          name="says"
          label="What was found"
          hint="The step that failed, never a person"
          rows={2}
          maxLength={300}
        />
        <SelectField
          name="objectiveId"
          label="About the objective"
          optional
          empty="No single objective"
          options={objectives.map((one) => ({ value: one.id, label: `${one.number}. ${one.says}` }))}
        />
      </Form>
    </Card>
  );
}

type Linkable = { id: string; reference: string; title: string };

export function LinkForm({ action, id, records }: Act & { records: readonly Linkable[] }) {
  return (
    <Card title="Say what it tests" id="link">
      <Form action={action} submit="Link it" hidden={{ id }}>
        <SelectField
          name="toId"
          label="Risk or system"
          empty="Choose"
          options={records.map((record) => ({ value: record.id, label: `${record.reference} ${record.title}` }))}
        />
      </Form>
    </Card>
  );
}
