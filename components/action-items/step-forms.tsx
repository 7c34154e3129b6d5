import { RadioGroup } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { type ActionState, mayMove } from "#lib/action-items/action-item.ts";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Step = { action: FormAction; id: string; version: number };
type Second = Step & { alone: boolean };

function Alone({ alone }: { alone: boolean }) {
  return alone ? (
    <Notice tone="warn" title="No second person available.">
      Nobody else here may do this, so you may. It is marked on the record and in what leaves the organisation.
    </Notice>
  ) : null;
}

export function OpenForm({ action, id, version }: Step) {
  return (
    <Form action={action} submit="Give it to its owner" hidden={{ id, version }}>
      <p>It is a draft. From here on its owner is asked to do it, and its due date moves only with a reason.</p>
    </Form>
  );
}

export function ProgressForm({ action, id, version, state }: Step & { state: ActionState }) {
  const mayBlock = state === "blocked" || mayMove(state, "blocked");
  return (
    <Form action={action} submit="Add the progress" hidden={{ id, version }}>
      <TextArea name="note" label="What has been done, or what stands in the way" rows={3} />
      <RadioGroup
        name="state"
        label="Where it stands now"
        options={[
          { value: "in-progress", label: "In progress" },
          ...(mayBlock ? [{ value: "blocked", label: "Blocked", hint: "Say above what stands in the way" }] : []),
        ]}
        defaultValue={state === "blocked" ? "blocked" : "in-progress"}
      />
    </Form>
  );
}

export function VerifyForm({ action, id, version, alone }: Second) {
  return (
    <FinalAct
      question="Was it done?"
      records="Your role, the time and what you looked at are kept. Someone checks later whether it worked."
    >
      <Alone alone={alone} />
      <Form action={action} submit="Record what I found" hidden={{ id, version }}>
        <RadioGroup
          name="outcome"
          label="What you found"
          options={[
            { value: "confirmed", label: "It was done" },
            { value: "returned", label: "It was not done, or not all of it", hint: "It goes back to its owner" },
          ]}
        />
        <TextArea name="how" label="What you looked at and what you saw" rows={3} />
      </Form>
    </FinalAct>
  );
}

export function CheckEffectForm({ action, id, version, measure, alone }: Second & { measure: string }) {
  return (
    <FinalAct question="Did it work?" records={`We said we would know by this: ${measure}`}>
      <Alone alone={alone} />
      <Form action={action} submit="Record the effect" hidden={{ id, version }}>
        <RadioGroup
          name="result"
          label="What the check showed"
          options={[
            { value: "effective", label: "It worked" },
            { value: "not-effective", label: "It did not work", hint: "It goes back to its owner, by a new date" },
          ]}
        />
        <TextArea name="found" label="What was seen or counted" rows={3} />
        <DateField name="dueOn" label="If it did not work: to be done again by" optional />
      </Form>
    </FinalAct>
  );
}

export function RedateForm({ action, id, version, dueOn }: Step & { dueOn: string }) {
  return (
    <Form action={action} submit="Move the due date" hidden={{ id, version }}>
      <p>It is due {formatDate(dueOn)}. That date stays on the record beside the new one.</p>
      <DateField name="dueOn" label="New due date" />
      <TextArea name="reason" label="Why it moves" rows={2} />
    </Form>
  );
}

export function CancelForm({ action, id, version, alone }: Second) {
  return (
    <FinalAct
      question="Cancel this action?"
      records="Your role, the time and the reason are kept, and the record stays readable. It cannot be taken up again."
    >
      <Alone alone={alone} />
      <Form action={action} submit="Cancel the action" variant="alarm" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it will not be done" rows={2} />
      </Form>
    </FinalAct>
  );
}
