import { SelectField } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField } from "#components/ui/text-fields.tsx";
import type { Paper } from "#lib/disruptions/queries/review.ts";
import { paperKinds, paperWords } from "#lib/disruptions/words.ts";
import type { FormAction } from "#lib/forms/state.ts";

export function CountForm({ action, id }: { action: FormAction; id: string }) {
  return (
    <Form action={action} submit="Save the counts" hidden={{ id }}>
      <SelectField
        name="kind"
        label="Kind of record"
        hint="Saying it again for a kind replaces its counts"
        empty="Choose"
        options={paperKinds.map((value) => ({ value, label: paperWords[value] }))}
      />
      <div className="row wrap top">
        <NumberField name="written" label="Written" />
        <NumberField name="returned" label="Back" />
        <NumberField name="entered" label="Entered" />
      </div>
    </Form>
  );
}

type CheckProps = { action: FormAction; id: string; paper: Paper };

export function CheckForm({ action, id, paper }: CheckProps) {
  return (
    <Form
      action={action}
      submit={`Save the check of ${paperWords[paper.kind].toLowerCase()}`}
      hidden={{ id, paperId: paper.id, version: paper.version }}
      id={`check-${paper.kind}`}
    >
      <p className="b">
        {paperWords[paper.kind]}: {paper.checked} of {paper.entered} checked
      </p>
      <div className="row wrap top">
        <NumberField name="checked" label="Checked in all" hint="Paper beside the system" />
        <NumberField name="discrepancies" label="Did not match, and put right" defaultValue={paper.discrepancies} />
      </div>
    </Form>
  );
}

export function NoPaperForm({ action, id, version }: { action: FormAction; id: string; version: number }) {
  return (
    <FinalAct question="No paper used?" records="Your role and the time are kept, in place of counts.">
      <Form action={action} submit="State that no paper records were made" variant="plain" hidden={{ id, version }} />
    </FinalAct>
  );
}
