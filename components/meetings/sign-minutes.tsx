import { RadioGroup } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { assurances, assuranceWords } from "#lib/meetings/meeting.ts";

type On = { action: FormAction; id: string; version: number };

export function SendForm({ action, id, version }: On) {
  return (
    <Form action={action} submit="Send to the chair" variant="primary" hidden={{ id, version }} id="send-minutes" />
  );
}

type SignProps = On & { as: string; quorum: string; quorate: boolean; wasThere: boolean; alone: boolean };

/** The chair's signature: what it locks, what it holds, and how it is marked. */
export function SignMinutesForm({ action, id, version, as, quorum, quorate, wasThere, alone }: SignProps) {
  return (
    <FinalAct
      question="Sign these minutes?"
      records={
        <>
          From then on they never change; a correction is added below them. The signature holds their whole text and its
          fingerprint. {quorum}
          {alone ? " You wrote all of them: they will be marked “No second person available”." : ""}
        </>
      }
    >
      <Form action={action} submit={`Sign as ${as}`} hidden={{ id, version }} id="sign-minutes">
        {quorate && wasThere ? null : (
          <TextArea
            name="reason"
            label={
              quorate
                ? "Why you sign although you were not there as chair or deputy chair"
                : "Why they are signed although the meeting was not quorate"
            }
            hint={wasThere || quorate ? undefined : "Say also why you sign although you were not there in that post."}
            rows={2}
            maxLength={600}
          />
        )}
      </Form>
    </FinalAct>
  );
}

export function ReturnMinutesForm({ action, id, version }: On) {
  return (
    <Form action={action} submit="Return the minutes" variant="plain" hidden={{ id, version }} id="return-minutes">
      <TextArea name="reason" label="What must change" rows={2} maxLength={600} />
    </Form>
  );
}

type AssureProps = On & { level: string | undefined; reason: string | undefined };

export function AssureForm({ action, id, version, level, reason }: AssureProps) {
  return (
    <Form action={action} submit="Save the level" variant="plain" hidden={{ id, version }} id="assure-meeting">
      <RadioGroup
        name="assurance"
        label="Assurance that the meeting took"
        options={assurances.map((value) => ({ value, label: assuranceWords[value] }))}
        defaultValue={level}
      />
      <TextArea name="assuranceReason" label="What it rests on" rows={2} maxLength={1000} defaultValue={reason} />
    </Form>
  );
}

type AddProps = { action: FormAction; id: string; itemId?: string };

export function AddendumForm({ action, id, itemId }: AddProps) {
  return (
    <Form
      action={action}
      submit="Add to the minutes"
      variant="plain"
      hidden={{ id, ...(itemId ? { itemId } : {}) }}
      id="add-addendum"
    >
      <TextArea
        name="words"
        label="Correction or addition"
        hint="The signed text stays as it is. This stands below it with your name and the time. Minutes that are used as evidence carry it too, with your role and without your name."
        rows={3}
      />
    </Form>
  );
}
