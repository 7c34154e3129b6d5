import { Card } from "#components/ui/card.tsx";
import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { RecordCard } from "#lib/records/queries.ts";
import { recordKindWords } from "#lib/records/record.ts";

type Props = { action: FormAction; id: string; version: number; records: readonly RecordCard[]; inspector: boolean };

export function ReplyForm({ action, id, version, records, inspector }: Props) {
  return (
    <Card title="Reply">
      <Form action={action} submit="Send this reply" hidden={{ id, version }}>
        <RadioGroup
          name="kind"
          label="What you send"
          options={[
            {
              value: "answered",
              label: "A record",
              hint: "It ends the wait. They open it under the access they have.",
            },
            {
              value: "declined",
              label: "A reason why not",
              hint: inspector ? "It ends the wait. CQC's own powers are unaffected." : "It ends the wait.",
            },
            { value: "note", label: "A note", hint: "The request stays open." },
          ]}
        />
        <SelectField
          name="recordId"
          label="Record"
          hint={
            records.length > 0
              ? "Only records that this access opens are listed."
              : "This access opens no record that could answer. Change what they may read, or give a reason."
          }
          optional
          empty="None"
          options={records.map((record) => ({
            value: record.id,
            label: `${recordKindWords[record.kind]} ${record.reference}, ${record.title}`,
          }))}
        />
        <TextArea
          name="words"
          label="Your words"
          hint="They read this. Name nobody who uses or works in services."
          optional
        />
      </Form>
    </Card>
  );
}
