import { ScoreFields } from "#components/risks/score-fields.tsx";
import { PlaceFields, StatementFields } from "#components/risks/statement-fields.tsx";
import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { Risk } from "#lib/risks/queries/record.ts";
import { treatments, treatmentWords } from "#lib/risks/risk.ts";

type Choices = {
  action: FormAction;
  services: readonly { id: string; name: string }[];
  people: readonly Option[];
  mayBeWide: boolean;
};

export const treatmentOptions = treatments.map((value) => ({
  value,
  label: `${treatmentWords[value].label}: ${treatmentWords[value].meaning}`,
}));

export function NewRiskForm({ action, recurs, ...choices }: Choices & { recurs: boolean }) {
  return (
    <>
      <p className="sm muted">
        {recurs
          ? "Likelihood is asked as how often, because the event recurs. "
          : "Likelihood is asked as the chance within 12 months. "}
        <Go href={recurs ? "/risks/new" : "/risks/new?recurs=yes"}>
          {recurs
            ? "It happens once at most: score it by the chance"
            : "It happens again and again: score it by how often"}
        </Go>
      </p>
      <Form action={action} submit="Record the risk" hidden={recurs ? { recurs: "yes" } : {}}>
        <h2 className="h">What the risk is</h2>
        <StatementFields />
        <h2 className="h">Where, and who looks after it</h2>
        <PlaceFields {...choices} />
        <h2 className="h">Three scores</h2>
        <ScoreFields of="initial" title="Before controls" recurs={recurs} />
        <ScoreFields title="Now, with the controls that work" recurs={recurs} />
        <ScoreFields of="target" title="Target" recurs={recurs} />
        <TextArea name="scoreReason" label="What the scores rest on" hint="Counts, tests, what was seen" rows={2} />
        <TextArea
          name="orderReason"
          label="Why the order is unusual"
          hint="Only if the target is above the score now, or the score now above the one before controls"
          rows={2}
          optional
        />
        <h2 className="h">What follows</h2>
        <SelectField name="treatment" label="What will be done" empty="Choose" options={treatmentOptions} />
        <TextArea name="treatmentPlan" label="How" rows={2} optional />
        <DateField
          name="nextReviewOn"
          label="Next review"
          hint="Left empty, it follows from how often it is reviewed"
          optional
        />
        <CheckboxGroup
          name="draft"
          label="Draft"
          optional
          options={[{ value: "yes", label: "Keep it as a draft", hint: "A draft is in no count and in no bundle" }]}
        />
      </Form>
    </>
  );
}

export function ChangeRiskForm({ action, risk, ...choices }: Choices & { risk: Risk }) {
  return (
    <Form action={action} submit="Save the risk" hidden={{ id: risk.id, version: risk.version }}>
      <StatementFields risk={risk} />
      <CheckboxGroup
        name="recurs"
        label="The event"
        optional
        options={[{ value: "yes", label: "It recurs", hint: "Likelihood is then asked as how often" }]}
        defaultValue={risk.recurs ? ["yes"] : []}
      />
      <PlaceFields risk={risk} {...choices} />
      <DateField name="nextReviewOn" label="Next review" defaultValue={formatDate(risk.nextReviewOn)} />
    </Form>
  );
}
