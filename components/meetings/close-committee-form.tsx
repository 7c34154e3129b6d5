import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

export function CloseCommitteeForm({ action, id, version }: { action: FormAction; id: string; version: number }) {
  return (
    <FinalAct
      question="Close this committee?"
      records="Its meetings and minutes stay. No further meeting is called, and it is not opened again."
    >
      <Form action={action} submit="Close the committee" variant="alarm" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it ends" rows={2} maxLength={400} />
      </Form>
    </FinalAct>
  );
}
