import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { markings } from "#lib/meetings/meeting.ts";
import type { FoundMeeting } from "#lib/meetings/queries/meeting.ts";

export function MeetingForm({ action, meeting }: { action: FormAction; meeting: FoundMeeting }) {
  return (
    <Form action={action} submit="Save the meeting" hidden={{ id: meeting.id, version: meeting.version }}>
      <DateField
        name="day"
        label="Day"
        hint={`First planned for ${formatDate(meeting.originalOn)}, which stays beside it.`}
        defaultValue={formatDate(meeting.startsAt)}
      />
      <TimeField name="startMinute" label="Starts at" defaultValue={formatTime(meeting.startsAt)} />
      <TextArea
        name="reason"
        label="Why it is moved"
        hint="Needed where the day or the time changes. It stands on the meeting's page and in its history."
        rows={2}
        maxLength={400}
      />
      <NumberField name="lengthMinutes" label="Planned for" unit="minutes" defaultValue={meeting.lengthMinutes} />
      <TextField name="place" label="Where" maxLength={120} defaultValue={meeting.place} />
      <SelectField
        name="marking"
        label="How its papers are marked"
        options={markings.map((value) => ({ value, label: value }))}
        defaultValue={meeting.marking}
      />
    </Form>
  );
}
