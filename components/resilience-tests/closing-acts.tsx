import { LockedButton } from "#components/ui/button.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

type Act = { action: FormAction; id: string; version: number };

type Lock = { reason: string; fix?: { href: string; label: string } };

export function ReportAct({ action, id, version, lock }: Act & { lock: Lock | undefined }) {
  return (
    <FinalAct
      question="Would people have been kept safe?"
      records="The answer is kept in the evaluator's words, with role and time. After that the scores stay as they are."
    >
      {lock ? (
        <LockedButton label="Report the test" {...lock} />
      ) : (
        <Form action={action} submit="Report the test" hidden={{ id, version }}>
          <TextArea
            name="answer"
            label="The answer"
            hint="One or two sentences. It may be no."
            rows={2}
            maxLength={400}
          />
          <TextArea name="answerDetail" label="What it rests on" rows={4} maxLength={1200} optional />
        </Form>
      )}
    </FinalAct>
  );
}

/** `others` names who can approve instead of the author who reads this; without it they may themselves. */
export function ApproveAct({ action, id, version, role, others }: Act & { role: string; others: string }) {
  const label = `Approve as ${role.toLowerCase()}`;
  return (
    <FinalAct
      question="Approve this test?"
      records="Your role and the time are kept. An approved test does not change. The author of the report cannot approve it where someone else can."
    >
      {others ? (
        <LockedButton
          label={label}
          reason={`You wrote this report, so another person approves it. It can be approved by ${others}.`}
        />
      ) : (
        <Form action={action} submit={label} hidden={{ id, version }} />
      )}
    </FinalAct>
  );
}

export function CancelAct({ action, id, version }: Act) {
  return (
    <FinalAct question="Not going ahead?" records="The plan and the reason stay readable. It is not counted as a test.">
      <Form action={action} submit="Cancel the test" variant="alarm" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it will not be held" rows={2} maxLength={400} />
      </Form>
    </FinalAct>
  );
}
