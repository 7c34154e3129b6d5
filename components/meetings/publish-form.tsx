import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = { action: FormAction; id: string; version: number; now: Date };

export function PublishForm({ action, id, version, now }: Props) {
  return (
    <FinalAct
      question="Publish these papers?"
      records="Every section is read as at the cut-off, frozen with its fingerprint, and never changes. The agenda stays as it is, also when the committee's template changes."
    >
      <Form action={action} submit="Publish the papers" hidden={{ id, version }}>
        <DateField name="cutOffDate" label="As at which day" defaultValue={formatDate(now)} />
        <TimeField name="cutOffTime" label="As at what time" defaultValue={formatTime(now)} />
      </Form>
    </FinalAct>
  );
}
