import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import type { Finding } from "#lib/disruptions/queries/review.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Choices = {
  levels: readonly Option[];
  priorities: readonly Option[];
  owners: readonly Option[];
  services: readonly Option[];
};

type Props = {
  action: FormAction;
  id: string;
  finding: Finding;
  serviceIds: readonly string[];
  mayBeWide: boolean;
  choices: Choices;
};

/** An owned, dated action for one finding; it is raised and linked in the same step. */
export function FindingActionForm({ action, id, finding, serviceIds, mayBeWide, choices }: Props) {
  return (
    <Form
      action={action}
      submit="Raise the action"
      hidden={{ id, findingId: finding.id, finding: finding.says, sourceKind: "disruption-review" }}
      id="raise-action"
    >
      <TextField name="title" label="What will be done" hint="Specific, and something one person can finish" />
      <SelectField
        name="level"
        label="What kind of change it is"
        hint="Stronger changes work without anyone remembering them"
        empty="Choose"
        options={choices.levels}
      />
      <TextArea
        name="measure"
        label="How will we know it worked?"
        hint="What will be seen or counted, and by when"
        rows={2}
      />
      <SelectField name="ownerId" label="Who will do it" empty="Choose" options={choices.owners} />
      <SelectField name="priority" label="Priority" empty="Choose" options={choices.priorities} />
      <DateField name="dueOn" label="Due date" hint="Leave empty for the usual time above" optional />
      <CheckboxGroup
        name="serviceIds"
        label="Services"
        hint={mayBeWide ? "Leave all empty for the whole organisation." : "Choose at least one."}
        optional={mayBeWide}
        options={choices.services}
        defaultValue={serviceIds}
      />
    </Form>
  );
}

export function NoActionForm({ action, id, findingId }: { action: FormAction; id: string; findingId: string }) {
  return (
    <Form
      action={action}
      submit="Decide that no action is needed"
      variant="plain"
      hidden={{ id, findingId }}
      id="no-action"
    >
      <TextArea name="reason" label="Why no action is needed" rows={2} />
    </Form>
  );
}
