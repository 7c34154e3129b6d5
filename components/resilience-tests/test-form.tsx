import { CheckboxGroup, RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import {
  type Notice,
  notices,
  noticeWords,
  type Scenario,
  type Scope,
  type Shift,
  scenarios,
  scenarioWords,
  scopes,
  scopeWords,
  shifts,
  shiftWords,
  type TestKind,
  testKinds,
  testKindWords,
} from "#lib/resilience-tests/resilience-test.ts";

/** What the form begins with: a test to change, or the failed one that a retest answers. */
export type Begun = {
  title: string;
  aim: string;
  scenario: Scenario;
  kind: TestKind;
  notice: Notice;
  shift: Shift;
  scope: Scope;
  plannedFor?: Date;
  systemId: string | null;
  facilitatorId: string;
  evaluatorId: string;
  materialKinds: readonly string[];
  serviceIds: readonly string[];
};

export type TestChoices = {
  services: readonly ServiceName[];
  facilitators: readonly Option[];
  evaluators: readonly Option[];
  systems: readonly { id: string; name: string }[];
  materials: readonly { value: string; label: string }[];
  mayBeWide: boolean;
};

type Props = TestChoices & {
  action: FormAction;
  submit: string;
  begun?: Begun;
  hidden?: Record<string, string | number>;
};

export function TestForm({ action, submit, begun, hidden, ...choices }: Props) {
  const options = <T extends string>(values: readonly T[], words: Record<T, string>) =>
    values.map((value) => ({ value, label: words[value] }));
  return (
    <Form action={action} submit={submit} {...(hidden ? { hidden } : {})}>
      <h2 className="h">What is tested</h2>
      <TextField name="title" label="Name of the test" defaultValue={begun?.title} maxLength={160} />
      <TextArea
        name="aim"
        label="What should it show?"
        hint="One or two sentences, about staff and steps"
        rows={2}
        defaultValue={begun?.aim}
      />
      <SelectField
        name="scenario"
        label="What is pretended to fail"
        empty="Choose"
        options={options(scenarios, scenarioWords)}
        defaultValue={begun?.scenario}
      />
      <SelectField
        name="kind"
        label="Kind of test"
        empty="Choose"
        options={testKinds.map((value) => ({
          value,
          label: `${testKindWords[value].label}: ${testKindWords[value].meaning}`,
        }))}
        defaultValue={begun?.kind}
      />
      <h2 className="h">When and where</h2>
      <RadioGroup
        name="notice"
        label="Notice for staff"
        options={notices.map((value) => ({
          value,
          label: noticeWords[value],
          ...(value === "no-notice" ? { hint: "Tell a named safety lead first, who can stop it" } : {}),
        }))}
        defaultValue={begun?.notice}
      />
      <SelectField
        name="shift"
        label="Shift"
        empty="Choose"
        options={options(shifts, shiftWords)}
        defaultValue={begun?.shift}
      />
      <SelectField
        name="scope"
        label="How far it reaches"
        empty="Choose"
        options={options(scopes, scopeWords)}
        defaultValue={begun?.scope}
      />
      <CheckboxGroup
        name="serviceIds"
        label="Services tested"
        hint={choices.mayBeWide ? "Leave all empty for the whole organisation." : "Choose at least one."}
        optional={choices.mayBeWide}
        options={choices.services.map((service) => ({ value: service.id, label: service.name }))}
        defaultValue={begun?.serviceIds}
      />
      <div className="row wrap top">
        <DateField
          name="plannedDate"
          label="Planned for, date"
          defaultValue={begun?.plannedFor && formatDate(begun.plannedFor)}
        />
        <TimeField
          name="plannedTime"
          label="Planned for, time"
          defaultValue={begun?.plannedFor && formatTime(begun.plannedFor)}
        />
      </div>
      <h2 className="h">Who runs it, and what is used</h2>
      <SelectField
        name="systemId"
        label="System whose recovery is measured"
        hint="The measured time is compared with its recovery time objective."
        optional
        empty="None"
        options={choices.systems.map((system) => ({ value: system.id, label: system.name }))}
        defaultValue={begun?.systemId ?? undefined}
      />
      <SelectField
        name="facilitatorId"
        label="Facilitator"
        hint="Runs the test"
        empty="Choose"
        options={choices.facilitators}
        defaultValue={begun?.facilitatorId}
      />
      <SelectField
        name="evaluatorId"
        label="Evaluator"
        hint="Watches and scores it. Someone other than the facilitator."
        empty="Choose"
        options={choices.evaluators}
        defaultValue={begun?.evaluatorId}
      />
      <CheckboxGroup
        name="materialKinds"
        label="Paper the test uses"
        optional
        options={choices.materials}
        defaultValue={begun?.materialKinds}
      />
    </Form>
  );
}
