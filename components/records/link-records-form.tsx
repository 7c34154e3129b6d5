import { SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { writeChoice } from "#lib/records/inputs.ts";
import type { RecordCard } from "#lib/records/queries.ts";
import { recordKindWords } from "#lib/records/record.ts";

type Props = { action: FormAction; record: RecordCard; choices: readonly RecordCard[] };

export function LinkRecordsForm({ action, record, choices }: Props) {
  return (
    <Form action={action} submit="Link the record" hidden={{ id: record.id, kind: record.kind }}>
      <SelectField
        name="other"
        label="Record"
        hint="What you may link is listed"
        empty="Choose"
        options={choices.map((one) => ({
          value: writeChoice(one),
          label: `${recordKindWords[one.kind]} ${one.reference}: ${one.title}`,
        }))}
      />
    </Form>
  );
}
