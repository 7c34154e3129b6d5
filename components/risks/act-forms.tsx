import { treatmentOptions } from "#components/risks/risk-forms.tsx";
import { ScoreFields } from "#components/risks/score-fields.tsx";
import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { Risk } from "#lib/risks/queries/record.ts";
import {
  addMonths,
  longestAcceptance,
  outcomeWords,
  reviewOutcomes,
  reviewWords,
  scoresInOrder,
} from "#lib/risks/risk.ts";

type Act = { action: FormAction; risk: Risk };
const on = (risk: Risk) => ({ id: risk.id, version: risk.version });

export function OpenForm({ action, risk }: Act) {
  return (
    <FinalAct question="Open this risk?" records="It enters the register, and its score history begins.">
      <Form action={action} submit="Open the risk" hidden={on(risk)}>
        <TextArea name="scoreReason" label="What the scores rest on" rows={2} />
      </Form>
    </FinalAct>
  );
}

export function ScoreForm({ action, risk }: Act) {
  const { score, initialScore, targetScore } = risk;
  return (
    <Form action={action} submit="Save the score" hidden={on(risk)}>
      <RadioGroup
        name="kind"
        label="Which score changes"
        options={[
          { value: "current", label: "Now", hint: `With the controls that work today: ${score}` },
          { value: "target", label: "Target", hint: `Where the owner wants to get to: ${targetScore}` },
          { value: "initial", label: "Before controls", hint: `As if nothing held it: ${initialScore}` },
        ]}
        defaultValue="current"
      />
      <ScoreFields title="New score" recurs={risk.recurs} likelihood={risk.likelihood} consequence={risk.consequence} />
      <TextArea
        name="reason"
        label="Why it changes"
        hint="The old score stays in the history with its reason"
        rows={3}
      />
      <TextArea
        name="orderReason"
        label="Why the order is unusual"
        hint="Only if the target is above the score now, or the score now above the one before controls"
        rows={2}
        optional
        defaultValue={
          scoresInOrder({ target: targetScore, current: score, initial: initialScore })
            ? undefined
            : (risk.orderReason ?? undefined)
        }
      />
    </Form>
  );
}

export function TreatForm({ action, risk }: Act) {
  return (
    <Form action={action} submit="Save the treatment" hidden={on(risk)}>
      <RadioGroup
        name="treatment"
        label="What will be done"
        hint="Tolerating needs an acceptance as well"
        options={treatmentOptions}
        defaultValue={risk.treatment}
      />
      <TextArea name="treatmentPlan" label="How" rows={3} defaultValue={risk.treatmentPlan ?? undefined} />
    </Form>
  );
}

export function ReviewForm({ action, risk, today }: Act & { today: string }) {
  return (
    <Form action={action} submit="Record the review" hidden={on(risk)}>
      <RadioGroup
        name="outcome"
        label="What did the review find"
        options={reviewOutcomes.map((value) => ({ value, label: outcomeWords[value] }))}
      />
      <TextArea name="note" label="What was looked at, and what follows" rows={3} />
      <DateField
        name="nextReviewOn"
        label="Next review"
        hint={`${reviewWords[risk.reviewMonths]}: ${formatDate(addMonths(today, risk.reviewMonths))} unless you write another day`}
        optional
      />
    </Form>
  );
}

type Accept = Act & {
  today: string;
  boardDecision: boolean;
  /** The board's decisions about this risk that nobody has carried out yet. */
  decisions: readonly { value: string; label: string }[];
  noSecondPerson: boolean;
  as: string;
};

export function AcceptForm({ action, risk, today, boardDecision, decisions, noSecondPerson, as }: Accept) {
  const latest = formatDate(addMonths(today, longestAcceptance(risk.score)));
  return (
    <FinalAct
      question={`Accept this risk at ${risk.score}?`}
      records={
        <>
          Your role, the day, the score and the reason are kept and cannot be changed. The acceptance ends on its day,
          or when the score moves.
          {noSecondPerson ? " You own this risk: it will be marked “No second person available”." : ""}
        </>
      }
    >
      <Form action={action} submit={`Accept as ${as}`} hidden={on(risk)}>
        <TextArea name="reason" label="Why it is accepted" rows={3} />
        {boardDecision || decisions.length > 0 ? (
          <SelectField
            name="boardDecisionId"
            label="The board's decision"
            hint={
              decisions.length > 0
                ? "A decision about this risk that was taken in a meeting of the board"
                : "The board has not decided about this risk yet. Put it to its next meeting first"
            }
            optional={!boardDecision}
            empty="None"
            options={decisions}
          />
        ) : null}
        <DateField name="expiresOn" label="Accepted until" hint={`At the latest ${latest}`} />
      </Form>
    </FinalAct>
  );
}

export function CloseForm({ action, risk }: Act) {
  return (
    <FinalAct
      question="Close this risk?"
      records="Your role, the day and the reason are kept. The record stays readable and can be opened again."
    >
      <Form action={action} submit="Close the risk" hidden={on(risk)}>
        <TextArea name="reason" label="Why it is closed" rows={3} />
      </Form>
    </FinalAct>
  );
}

export function ReopenForm({ action, risk }: Act) {
  return (
    <Form action={action} submit="Open the risk again" hidden={on(risk)}>
      <TextArea
        name="reason"
        label="Why it is opened again"
        hint={risk.state === "tolerated" ? "Its acceptance ends now" : undefined}
        rows={3}
      />
    </Form>
  );
}
