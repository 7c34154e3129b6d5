import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { effectAfterDays } from "#lib/action-items/action-item.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = {
  action: FormAction;
  id: string;
  version: number;
  files: readonly { id: string; name: string }[];
  records: readonly Option[];
};

export function CompleteForm({ action, id, version, files, records }: Props) {
  return (
    <Form action={action} submit="Mark as done" hidden={{ id, version }}>
      <TextArea name="summary" label="What was done" rows={3} />
      <RadioGroup
        name="proof"
        label="What shows it"
        options={[
          {
            value: "file",
            label: "A file attached here",
            hint: "Attach it under Files on this page first, before you fill in this form",
          },
          { value: "record", label: "Another record", hint: "For example the test in which it was used" },
          { value: "note", label: "Words alone", hint: "It will say “evidence missing” until a file is attached" },
        ]}
        defaultValue={files.length > 0 ? "file" : undefined}
      />
      <SelectField
        name="attachmentId"
        label="The file"
        optional
        empty={files.length > 0 ? "None" : "No file is attached yet"}
        options={files.map((file) => ({ value: file.id, label: file.name }))}
        defaultValue={files.at(-1)?.id}
      />
      <SelectField name="evidenceId" label="The record" optional empty="None" options={records} />
      <TextField name="proofNote" label="What can be seen, and where" optional />
      <DateField
        name="effectDueOn"
        label="When to check that it worked"
        hint={`Leave empty for ${effectAfterDays} days from today`}
        optional
      />
    </Form>
  );
}
