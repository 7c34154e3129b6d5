import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { Objective } from "#lib/resilience-tests/queries/record.ts";
import { objectiveResults, objectiveResultWords } from "#lib/resilience-tests/resilience-test.ts";

type Props = { action: FormAction; objective: Objective; people: readonly Option[] };

export function ScoreForm({ action, objective, people }: Props) {
  return (
    <Form action={action} submit="Save the score" hidden={{ id: objective.id, version: objective.version }}>
      <RadioGroup
        name="result"
        label="Result"
        options={objectiveResults.map((value) => ({ value, label: objectiveResultWords[value] }))}
        defaultValue={objective.result ?? undefined}
      />
      <NumberField
        name="actualMinutes"
        label="Actual time"
        unit="minutes"
        optional
        defaultValue={objective.actualMinutes ?? undefined}
      />
      <TextField
        name="actualWords"
        label="Actual in words"
        hint="For what is not a time, such as: 7 of 7, or Stopped"
        width="medium"
        maxLength={40}
        optional
        defaultValue={objective.actualWords ?? undefined}
      />
      <TextField
        name="note"
        label="What stood in the way"
        hint="Steps and counts, never a person"
        maxLength={300}
        optional
        defaultValue={objective.note ?? undefined}
      />
      <SelectField
        name="ownerId"
        label="Who will put it right"
        hint="Needed where the objective was not met"
        optional
        empty="Nobody"
        options={people}
        defaultValue={objective.ownerId ?? undefined}
      />
    </Form>
  );
}
