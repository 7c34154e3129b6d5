import { StampFields } from "#components/materials/stamp-fields.tsx";
import { Card } from "#components/ui/card.tsx";
import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { type CheckResult, checkResultWords, knowledgeMethods, knowledgeMethodWords } from "#lib/materials/material.ts";

type Act = { action: FormAction; id: string };

export function StampForm({ action, id, version, now, until }: Act & { version: number; now: Date; until: Date }) {
  return (
    <Card title="Record a reprint" id="reprint">
      <Form action={action} submit="Record the reprint" hidden={{ id, version }}>
        <StampFields printed={now} until={until} />
      </Form>
    </Card>
  );
}

export function CheckForm({ action, id, results }: Act & { results: readonly CheckResult[] }) {
  return (
    <Card title="Record a check" id="check">
      <Form action={action} submit="Record the check" hidden={{ id }}>
        <RadioGroup
          name="result"
          label="What did you find at its place?"
          options={results.map((value) => ({ value, label: checkResultWords[value] }))}
        />
        <TextArea name="note" label="Note" hint="About the paper, never about a person" rows={2} optional />
      </Form>
    </Card>
  );
}

export function KnowForm({ action, id }: Act) {
  return (
    <Card title="Record who knows it" id="knows">
      <Form action={action} submit="Record who knows it" hidden={{ id }}>
        <NumberField name="knowing" label="How many could find it and use it" unit="people" />
        <NumberField name="asked" label="How many were asked" unit="people" />
        <SelectField
          name="method"
          label="How it was shown"
          empty="Choose"
          options={knowledgeMethods.map((value) => ({ value, label: knowledgeMethodWords[value] }))}
        />
        <DateField name="shownOn" label="Day it was shown" />
      </Form>
    </Card>
  );
}

export function EndForm({ action, id, version, used }: Act & { version: number; used: boolean }) {
  return (
    <FinalAct
      question="No longer used?"
      records="Your role, the date and the reason are kept. The record stays readable, and the copy is no longer counted."
    >
      <Form action={action} submit="Mark as no longer used" variant="plain" hidden={{ id, version }}>
        <RadioGroup
          name="state"
          label="What became of it"
          options={[
            ...(used ? [{ value: "superseded", label: "Superseded", hint: "Another copy took its place" }] : []),
            { value: "withdrawn", label: "Withdrawn", hint: "Taken away and not replaced" },
          ]}
        />
        <TextArea name="reason" label="Why it is no longer used" rows={2} />
      </Form>
    </FinalAct>
  );
}
