import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { categories, categoryWords } from "#lib/frameworks/framework.ts";

type Option = { value: string; label: string };
type Props = {
  action: FormAction;
  /** Either end of the link is known from the page: the other is chosen. */
  record: string | readonly Option[];
  statement: string | readonly Option[];
};

export function LinkForm({ action, record, statement }: Props) {
  const hidden = {
    from: typeof record === "string" ? "record" : "statement",
    ...(typeof record === "string" ? { recordId: record } : {}),
    ...(typeof statement === "string" ? { statementId: statement } : {}),
  };
  return (
    <Form action={action} submit="Link the record" hidden={hidden}>
      {typeof record === "string" ? null : (
        <SelectField name="recordId" label="Record" empty="Choose" options={[...record]} />
      )}
      {typeof statement === "string" ? null : (
        <SelectField name="statementId" label="Statement" empty="Choose" options={[...statement]} />
      )}
      <SelectField
        name="category"
        label="What kind of evidence it is"
        empty="Choose"
        options={categories.map((value) => ({ value, label: categoryWords[value] }))}
      />
      <DateField
        name="datedOn"
        label="The day it speaks for"
        hint="Leave empty for a record that is kept up to date: the day of its last review, test, closure, verification or check counts, or today."
        optional
      />
      <TextArea
        name="note"
        label="What it shows"
        hint="One sentence. No names of people."
        rows={2}
        maxLength={400}
        optional
      />
    </Form>
  );
}
