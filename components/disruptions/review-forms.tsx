import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import { severities, severityWords } from "#lib/disruptions/disruption.ts";
import type { Disruption } from "#lib/disruptions/queries/disruption.ts";
import type { Review } from "#lib/disruptions/queries/review.ts";
import {
  answers,
  causes,
  causeWords,
  elements,
  elementWords,
  harms,
  harmWords,
  methods,
  methodWords,
} from "#lib/disruptions/words.ts";
import type { FormAction } from "#lib/forms/state.ts";

type WriteProps = { action: FormAction; id: string; review: Review | undefined };

/** The four questions of an after action review, and what is asked of every other kind. */
export function WriteReviewForm({ action, id, review }: WriteProps) {
  return (
    <Form action={action} submit="Save the review" hidden={{ id, version: review?.version ?? 0 }} id="write-review">
      <SelectField
        name="method"
        label="How it was reviewed"
        empty="Choose"
        options={methods.map((value) => ({ value, label: methodWords[value] }))}
        defaultValue={review?.method ?? undefined}
      />
      <div className="row wrap top">
        <DateField
          name="held-date"
          label="Date it was held"
          optional
          defaultValue={review?.heldAt ? formatDate(review.heldAt) : undefined}
        />
        <TimeField
          name="held-time"
          label="Time it was held"
          optional
          defaultValue={review?.heldAt ? formatTime(review.heldAt) : undefined}
        />
      </div>
      <TextArea
        name="expected"
        label="What was expected to happen?"
        rows={3}
        optional
        defaultValue={review?.expected ?? undefined}
      />
      <TextArea
        name="whatHappened"
        label="What actually happened?"
        hint="Roles and steps, not people. Counts, not names."
        rows={5}
        defaultValue={review?.whatHappened ?? undefined}
      />
      <TextArea
        name="difference"
        label="Why was there a difference?"
        rows={3}
        optional
        defaultValue={review?.difference ?? undefined}
      />
      <TextArea name="whatWorked" label="What worked?" rows={3} defaultValue={review?.whatWorked ?? undefined} />
      <SelectField
        name="harm"
        label="Harm found"
        empty="Choose"
        options={harms.map((value) => ({ value, label: harmWords[value] }))}
        defaultValue={review?.harm}
      />
    </Form>
  );
}

const answerAsks = { yes: "Yes", partly: "In part", no: "No" } as const;

export function AnswerForm({ action, id, review }: { action: FormAction; id: string; review: Review }) {
  return (
    <Form action={action} submit="Answer for the signers" hidden={{ id, version: review.version }} id="answer-review">
      <RadioGroup
        name="answer"
        label="Did care stay safe?"
        options={answers.map((value) => ({ value, label: answerAsks[value] }))}
        defaultValue={review.answer ?? undefined}
        across
      />
      <TextArea
        name="answerSays"
        label="In one or two sentences"
        hint="Yes, In part or No is put in front of it. It is about this past event and promises nothing."
        rows={2}
        defaultValue={review.answerSays ?? undefined}
      />
      <TextArea
        name="answerFacts"
        label="Facts that support it"
        hint="How many, how late, what was found"
        rows={2}
        optional
        defaultValue={review.answerFacts ?? undefined}
      />
    </Form>
  );
}

export function ConfirmSeverityForm({ action, disruption }: { action: FormAction; disruption: Disruption }) {
  const { id, version, severityTriage, severityConfirmed } = disruption;
  return (
    <Form action={action} submit="Confirm the severity" hidden={{ id, version }} id="confirm-severity">
      <RadioGroup
        name="severity"
        label="Severity, as confirmed"
        hint={severityTriage ? `Triage said ${severityTriage}. Both are kept.` : undefined}
        options={severities.map((level) => ({
          value: String(level),
          label: `${level}, ${severityWords[level].label}`,
          hint: severityWords[level].rule,
        }))}
        defaultValue={severityConfirmed ? String(severityConfirmed) : undefined}
      />
      <TextArea name="reason" label="Why this severity" rows={2} />
    </Form>
  );
}

export function FactorForm({ action, id }: { action: FormAction; id: string }) {
  return (
    <Form action={action} submit="Add the factor" variant="plain" hidden={{ id }} id="add-factor">
      <SelectField
        name="element"
        label="Where it belongs"
        empty="Choose"
        options={elements.map((value) => ({ value, label: elementWords[value] }))}
      />
      <SelectField
        name="cause"
        label="Cause"
        empty="Choose"
        options={causes.map((value) => ({ value, label: causeWords[value] }))}
      />
      <TextField name="says" label="What contributed" />
    </Form>
  );
}

export function FindingForm({ action, id }: { action: FormAction; id: string }) {
  return (
    <Form action={action} submit="Add the finding" variant="plain" hidden={{ id }} id="add-finding">
      <TextField name="says" label="What was found" />
      <TextField name="detail" label="Detail" optional />
    </Form>
  );
}
