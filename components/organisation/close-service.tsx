import { DateField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import type { FormAction } from "#lib/forms/state.ts";

type Props = { action: FormAction; id: string; version: number };

export function CloseService({ action, id, version }: Props) {
  return (
    <FinalAct
      question="Does this service close?"
      records="Your role and the date are kept. Its records stay readable, and it can be reopened."
    >
      <Form action={action} submit="Close this service" variant="alarm" hidden={{ id, version }}>
        <DateField name="closedOn" label="Date it closes" />
      </Form>
    </FinalAct>
  );
}

export function ReopenService({ action, id, version }: Props) {
  return (
    <FinalAct
      question="Is this service open again?"
      records="Your role and the time are kept. The closing date is taken away."
    >
      <Form action={action} submit="Reopen this service" variant="plain" hidden={{ id, version }} />
    </FinalAct>
  );
}
