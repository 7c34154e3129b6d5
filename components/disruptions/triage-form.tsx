import { CheckboxGroup, RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import {
  disruptionTypes,
  knowing,
  knowingWords,
  severities,
  severityWords,
  typeWords,
} from "#lib/disruptions/disruption.ts";
import type { Disruption } from "#lib/disruptions/queries/disruption.ts";
import { breachTypes, breachWords, detections, detectionWords } from "#lib/disruptions/words.ts";
import type { FormAction } from "#lib/forms/state.ts";

const answers = knowing.map((value) => ({ value, label: knowingWords[value] }));

/** Severity and three plain questions. The answers put duties on the desk; a named role decides each of them. */
export function TriageForm({ action, disruption }: { action: FormAction; disruption: Disruption }) {
  return (
    <Form action={action} submit="Save the triage" hidden={{ id: disruption.id, version: disruption.version }}>
      <TextField
        name="title"
        label="Title"
        hint="What a reader a year from now would recognise"
        defaultValue={disruption.title}
      />
      <SelectField
        name="type"
        label="What failed"
        empty="Choose"
        options={disruptionTypes.map((value) => ({ value, label: typeWords[value] }))}
        defaultValue={disruption.type ?? undefined}
      />
      <RadioGroup
        name="severity"
        label="Severity"
        hint={`It is confirmed at review, and both are kept.${disruption.restoredAt ? "" : " Severity 1 closes here: say below when systems were back, if it is known."}`}
        options={severities.map((level) => ({
          value: String(level),
          label: `${level}, ${severityWords[level].label}`,
          hint: `${severityWords[level].rule} ${severityWords[level].review}.`,
        }))}
        defaultValue={disruption.severityTriage ? String(disruption.severityTriage) : undefined}
      />
      <TextArea name="reason" label="Why this severity" rows={2} />
      <RadioGroup
        name="careAtRisk"
        label="Could anyone's needs go unmet, or is that likely before the next medicines round or visit run?"
        options={answers}
        across
      />
      <RadioGroup
        name="dataAtRisk"
        label="Is personal data lost, altered, seen by the wrong people or out of reach?"
        options={answers}
        across
      />
      <RadioGroup name="harmPossible" label="Has anyone come to harm, or might they have?" options={answers} across />
      {disruption.restoredAt ? null : (
        <div className="row wrap top">
          <DateField name="restored-date" label="Systems back, date" hint="Leave empty if not known yet" optional />
          <TimeField name="restored-time" label="Systems back, time" optional />
        </div>
      )}
      <SelectField
        name="detection"
        label="Who or what noticed it"
        optional
        empty="Not known yet"
        options={detections.map((value) => ({ value, label: detectionWords[value] }))}
        defaultValue={disruption.detection ?? undefined}
      />
      <CheckboxGroup
        name="breaches"
        label="What was lost for records"
        optional
        options={breachTypes.map((value) => ({ value, label: breachWords[value] }))}
        defaultValue={disruption.breaches ?? []}
      />
    </Form>
  );
}
