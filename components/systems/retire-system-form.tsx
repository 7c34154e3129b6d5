import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

export function RetireSystemForm({ action, id, version }: { action: FormAction; id: string; version: number }) {
  return (
    <FinalAct
      question="No longer used?"
      records="Your role, the date and the reason are kept. The record stays readable and is left out of new choices."
    >
      <Form action={action} submit="Mark as no longer used" variant="plain" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it is no longer used" rows={2} />
      </Form>
    </FinalAct>
  );
}
