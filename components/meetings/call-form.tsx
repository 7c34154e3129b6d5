import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { cadenceSentence, minuteWords } from "#lib/meetings/committee.ts";
import type { Committee } from "#lib/meetings/queries/committees.ts";

type Props = { action: FormAction; committee: Committee; days: readonly string[] };

/** The committee's next days, by its cadence, and any other. */
export function CallForm({ action, committee, days }: Props) {
  return (
    <Form action={action} submit="Call the meetings" hidden={{ committeeId: committee.id }}>
      <CheckboxGroup
        name="days"
        label="Days"
        hint={`${cadenceSentence(committee)}. Days that have a meeting already are left out.`}
        options={days.map((day) => ({ value: day, label: formatDate(day) }))}
      />
      <DateField name="otherDay" label="Another day" optional />
      <TimeField name="startMinute" label="Starts at" defaultValue={minuteWords(committee.startMinute)} />
      <NumberField name="lengthMinutes" label="Planned for" unit="minutes" defaultValue={committee.lengthMinutes} />
      <TextField name="place" label="Where" maxLength={120} defaultValue={committee.place} />
    </Form>
  );
}
