import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

type Props = { action: FormAction; id: string; version: number };

export function SubmitForm({ action, id, version }: Props) {
  return (
    <FinalAct
      question="Send this review for sign-off?"
      records="What is written stays as it is until a signer returns it. Paper records and duties can still be settled."
    >
      <Form action={action} submit="Send for sign-off" hidden={{ id, version }} />
    </FinalAct>
  );
}

type Signing = Props & { as: string; alone: boolean };

export function SignForm({ action, id, version, as, alone }: Signing) {
  return (
    <FinalAct
      question="Sign off this review?"
      records={`Your role and the time are kept with the review as it stands now. It cannot be taken back.${alone ? " Marked: No second person available." : ""}`}
    >
      <Form action={action} submit={`Sign off as ${as}`} hidden={{ id, version }} />
    </FinalAct>
  );
}

export function ReturnForm({ action, id, version }: Props) {
  return (
    <FinalAct
      question="Return it for a change?"
      records="Signing starts again. The signatures given so far stay on record."
    >
      <Form action={action} submit="Return the review" variant="plain" hidden={{ id, version }}>
        <TextArea name="reason" label="What has to change" rows={2} />
      </Form>
    </FinalAct>
  );
}

export function CloseForm({ action, id, version }: Props) {
  return (
    <FinalAct
      question="Close this disruption?"
      records="The answer, the severity, your role and the time are kept as this closure. Opening it again adds to it and changes nothing."
    >
      <Form action={action} submit="Close the disruption" hidden={{ id, version }} />
    </FinalAct>
  );
}

export function ReopenForm({ action, id, version }: Props) {
  return (
    <FinalAct question="Open it again?" records="This closure stays as it is. Signing starts again.">
      <Form action={action} submit="Open the disruption again" variant="plain" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it is opened again" rows={2} />
      </Form>
    </FinalAct>
  );
}
