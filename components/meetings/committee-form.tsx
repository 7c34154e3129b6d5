import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { cadences, cadenceWords, committeeKinds, committeeKindWords, minuteWords } from "#lib/meetings/committee.ts";
import { markings } from "#lib/meetings/meeting.ts";
import type { Committee } from "#lib/meetings/queries/committees.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Named = { id: string; name: string };
type Props = {
  action: FormAction;
  submit: string;
  committee?: Committee;
  others: readonly Named[];
  services: readonly ServiceName[];
  mayBeWide: boolean;
};

export function CommitteeForm({ action, submit, committee, others, services, mayBeWide }: Props) {
  const kinds = mayBeWide ? committeeKinds : committeeKinds.filter((kind) => kind === "local-governance");
  return (
    <Form action={action} submit={submit} hidden={committee ? { id: committee.id, version: committee.version } : {}}>
      <h2 className="h">What it is</h2>
      <TextField name="name" label="Name" maxLength={120} defaultValue={committee?.name} />
      {committee ? null : (
        <>
          <SelectField
            name="kind"
            label="What kind it is"
            hint="Its agenda begins with the template of this kind, and is yours to change."
            empty="Choose"
            options={kinds.map((value) => ({ value, label: committeeKindWords[value] }))}
          />
          <CheckboxGroup
            name="serviceIds"
            label="Services"
            hint="For a local governance meeting only. Every other committee is the whole organisation's."
            optional={mayBeWide}
            options={services.map((service) => ({ value: service.id, label: service.name }))}
          />
        </>
      )}
      <TextArea
        name="terms"
        label="Terms of reference"
        hint="What it is for, what it decides, what it reports"
        rows={6}
        maxLength={8000}
        defaultValue={committee?.terms}
      />
      <NumberField
        name="quorum"
        label="Quorum"
        hint="How many of its chair, deputy and members must be present"
        defaultValue={committee?.quorum ?? 3}
      />
      <h2 className="h">When and where it meets</h2>
      <SelectField
        name="cadence"
        label="How often it meets"
        empty="Choose"
        options={cadences.map((value) => ({ value, label: cadenceWords[value].word }))}
        defaultValue={committee?.cadence}
      />
      <DateField
        name="firstOn"
        label="Counted from"
        hint="The others fall on the same weekday of the same week of the month, such as the fourth Thursday."
        defaultValue={committee ? formatDate(committee.firstOn) : undefined}
      />
      <TimeField
        name="startMinute"
        label="Starts at"
        defaultValue={committee ? minuteWords(committee.startMinute) : undefined}
      />
      <NumberField
        name="lengthMinutes"
        label="Planned for"
        unit="minutes"
        defaultValue={committee?.lengthMinutes ?? 120}
      />
      <TextField name="place" label="Where it meets" maxLength={120} defaultValue={committee?.place} />
      <h2 className="h">Papers and reporting</h2>
      <SelectField
        name="marking"
        label="How its papers are marked"
        empty="Choose"
        options={markings.map((value) => ({ value, label: value }))}
        defaultValue={committee?.marking}
      />
      <SelectField
        name="reportsToId"
        label="Reports to"
        optional
        empty="Nobody"
        options={others.map((one) => ({ value: one.id, label: one.name }))}
        defaultValue={committee?.reportsToId ?? undefined}
      />
    </Form>
  );
}
