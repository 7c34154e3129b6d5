import { RadioGroup } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import type { TimelineEntry } from "#lib/disruptions/queries/disruption.ts";
import { sources } from "#lib/disruptions/words.ts";
import type { FormAction } from "#lib/forms/state.ts";

const sourceAsks = {
  phone: "Typed in, at the time",
  paper: "From a paper form",
  system: "From a system log",
  told: "Told afterwards",
} as const;

type Props = { action: FormAction; id: string; now: Date; corrects?: TimelineEntry | undefined };

/** A new entry; a correction names the one it corrects, which stays as it was. */
export function EntryForm({ action, id, now, corrects }: Props) {
  return (
    <Form
      action={action}
      submit={corrects ? "Add the correction" : "Add to the timeline"}
      hidden={corrects ? { id, correctsId: corrects.id } : { id }}
    >
      {corrects ? (
        <Notice title="This corrects an entry.">“{corrects.says}” stays in the timeline, marked as corrected.</Notice>
      ) : null}
      <div className="row wrap top">
        <TimeField
          name="time"
          label="Time it happened"
          hint="For example 18:42"
          defaultValue={corrects ? formatTime(corrects.happenedAt) : undefined}
        />
        <DateField
          name="date"
          label="Date it happened"
          hint="For example 3/11/26"
          defaultValue={formatDate(corrects?.happenedAt ?? now)}
        />
      </div>
      <TextArea
        name="says"
        label="What happened"
        hint="Counts, not names. No rooms, no diagnoses."
        rows={2}
        defaultValue={corrects?.says}
      />
      <RadioGroup
        name="source"
        label="Where this comes from"
        options={sources.map((value) => ({ value, label: sourceAsks[value] }))}
        defaultValue={corrects?.source}
      />
      <TextField
        name="role"
        label="Whose observation it is, as a role"
        hint="For example Senior carer, Ground floor. Leave empty for your own role."
        optional
        defaultValue={corrects?.role}
      />
    </Form>
  );
}
