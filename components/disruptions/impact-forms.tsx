import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea, TextField } from "#components/ui/text-fields.tsx";
import { taskKinds, taskWords, workedChoices, workedWords } from "#lib/disruptions/words.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { materialKinds, materialName } from "#lib/records/material-kinds.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type ImpactProps = { action: FormAction; id: string; services: readonly ServiceName[] };

/** One service at a time. Saying it again for a service replaces what was said; the earlier version is kept. */
export function ImpactForm({ action, id, services }: ImpactProps) {
  return (
    <Form action={action} submit="Save for this service" hidden={{ id }}>
      <SelectField
        name="serviceId"
        label="Service"
        hint="Naming a further service adds it to the disruption"
        empty="Choose"
        options={services.map((service) => ({ value: service.id, label: service.name }))}
      />
      <NumberField name="peopleAffected" label="People affected" hint="Leave empty while it is not known" optional />
      <NumberField name="staffOnShift" label="Staff on shift" optional />
      <SelectField
        name="taskKind"
        label="What can be counted"
        optional
        empty="Nothing yet"
        options={taskKinds.map((value) => ({ value, label: taskWords[value].label }))}
      />
      <div className="row wrap top">
        <NumberField name="tasksDue" label="Due" optional />
        <NumberField name="tasksDone" label="Done" optional />
        <NumberField name="tasksLate" label="Late" optional />
        <NumberField name="longestLateMinutes" label="Longest delay" unit="minutes" optional />
      </div>
      <div className="row wrap top">
        <DateField
          name="on-paper-date"
          label="Date, on paper here"
          hint="If it differs from the disruption's own"
          optional
        />
        <TimeField name="on-paper-time" label="Time, on paper here" hint="For example 18:55" optional />
      </div>
      <div className="row wrap top">
        <DateField name="restored-date" label="Date, systems back here" hint="If it differs" optional />
        <TimeField name="restored-time" label="Time, systems back here" hint="For example 23:17" optional />
      </div>
      <TextArea name="note" label="Note" hint="No names, rooms or diagnoses" rows={2} optional />
    </Form>
  );
}

export function FallbackForm({ action, id }: { action: FormAction; id: string }) {
  return (
    <Form action={action} submit="Save what was used" hidden={{ id }}>
      <SelectField
        name="materialKind"
        label="What was there to use"
        empty="Choose"
        options={materialKinds.map((value) => ({ value, label: materialName(value) }))}
      />
      <RadioGroup
        name="used"
        label="Was it used?"
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
        ]}
        across
      />
      <SelectField
        name="worked"
        label="Did it work?"
        optional
        empty="It was not used"
        options={workedChoices.map((value) => ({ value, label: workedWords[value] }))}
      />
      <TextField name="note" label="Note" optional />
    </Form>
  );
}

type SystemProps = { action: FormAction; id: string; systems: readonly { id: string; title: string }[] };

export function SystemForm({ action, id, systems }: SystemProps) {
  return (
    <Form action={action} submit="Name this system" hidden={{ id }}>
      <SelectField
        name="systemId"
        label="System that failed"
        empty="Choose"
        options={systems.map((system) => ({ value: system.id, label: system.title }))}
      />
    </Form>
  );
}
