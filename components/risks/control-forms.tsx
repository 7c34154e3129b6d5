import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import type { ControlRow, Risk } from "#lib/risks/queries/record.ts";
import { controlTypes, controlTypeWords, effectivenessWords, effects, lines, lineWords } from "#lib/risks/risk.ts";

type Act = { action: FormAction; risk: Risk };
type OnControl = Act & { controls: readonly ControlRow[]; chosen: string | undefined };

const lineOptions = lines.map((value) => ({
  value,
  label: lineWords[value].label,
  hint: lineWords[value].meaning,
}));

export function ControlForm({ action, risk }: Act) {
  return (
    <Form action={action} submit="Add the control" hidden={{ id: risk.id, version: risk.version }}>
      <TextArea name="description" label="What is in place" hint="As it works today, not as planned" rows={2} />
      <SelectField
        name="type"
        label="What it does"
        empty="Choose"
        options={controlTypes.map((value) => ({
          value,
          label: `${controlTypeWords[value].label}: ${controlTypeWords[value].meaning}`,
        }))}
      />
      <RadioGroup name="line" label="Who operates it" options={lineOptions} />
    </Form>
  );
}

function ControlField({ controls, chosen }: Pick<OnControl, "controls" | "chosen">) {
  const inPlace = controls.filter((control) => control.endedAt === null);
  return (
    <SelectField
      name="controlId"
      label="Control"
      empty="Choose"
      options={inPlace.map((control) => ({ value: control.id, label: control.description }))}
      defaultValue={chosen ?? (inPlace.length === 1 ? inPlace[0]?.id : undefined)}
    />
  );
}

type Prove = OnControl & { records: readonly { value: string; label: string }[] };

export function ProofForm({ action, risk, controls, chosen, records }: Prove) {
  return (
    <Form action={action} submit="Record the proof" hidden={{ id: risk.id }}>
      <ControlField controls={controls} chosen={chosen} />
      <DateField name="provedOn" label="Day it was proved" />
      <RadioGroup
        name="found"
        label="What was found"
        options={effects.map((value) => ({ value, label: effectivenessWords[value] }))}
      />
      <RadioGroup name="line" label="Who proved it" options={lineOptions} />
      <TextArea name="how" label="How" hint="What was done and seen, with counts, without names" rows={3} />
      <SelectField name="evidenceId" label="Record that shows it" optional empty="None" options={records} />
    </Form>
  );
}

export function EndControlForm({ action, risk, controls, chosen }: OnControl) {
  return (
    <Form action={action} submit="Take the control out" hidden={{ id: risk.id, version: risk.version }}>
      <ControlField controls={controls} chosen={chosen} />
      <TextArea name="reason" label="Why it is no longer in place" hint="Its proofs stay readable" rows={2} />
    </Form>
  );
}
