import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import { type DutyDecision, decisionWords, duties, dutyIds } from "#lib/disruptions/duty.ts";
import type { DutyRow } from "#lib/disruptions/queries/review.ts";
import type { FormAction } from "#lib/forms/state.ts";

type DecideProps = { action: FormAction; id: string; row: DutyRow; decisions: readonly DutyDecision[] };

export function DecideForm({ action, id, row, decisions }: DecideProps) {
  return (
    <details>
      <summary>
        {row.decision === "undecided" ? "Decide" : "Decide again"}: {duties[row.duty].name}
      </summary>
      <div className="pad">
        <Form
          action={action}
          submit="Record the decision"
          hidden={{ id, dutyId: row.id, version: row.version }}
          id={`decide-${row.duty}`}
        >
          <p className="muted">{duties[row.duty].asks}</p>
          <RadioGroup
            name="decision"
            label="Decision"
            hint={row.twoRoles ? "Not required needs a second role's agreement." : undefined}
            options={decisions.map((value) => ({ value, label: decisionWords[value] }))}
          />
          <TextArea
            name="reason"
            label="Reason"
            hint="No names of people who use services"
            rows={2}
            defaultValue={row.reason ?? undefined}
          />
          <TextField
            name="toldReference"
            label="Reference of what was sent"
            optional
            defaultValue={row.toldReference ?? undefined}
          />
        </Form>
      </div>
    </details>
  );
}

export function AgreeForm({ action, id, row, as }: { action: FormAction; id: string; row: DutyRow; as: string }) {
  return (
    <div className="pad">
      <p>
        {duties[row.duty].name}: {row.reason}
      </p>
      <Form
        action={action}
        submit={`Agree that it is not required, as ${as}`}
        variant="plain"
        hidden={{ id, dutyId: row.id, version: row.version }}
        id={`agree-${row.duty}`}
      />
    </div>
  );
}

export function ConsiderForm({ action, id, known }: { action: FormAction; id: string; known: readonly string[] }) {
  return (
    <Form action={action} submit="Put it on the list" variant="plain" hidden={{ id }}>
      <SelectField
        name="duty"
        label="Another duty to consider"
        empty="Choose"
        options={dutyIds
          .filter((duty) => !known.includes(duty))
          .map((value) => ({ value, label: `${duties[value].name} (${duties[value].instrument})` }))}
      />
    </Form>
  );
}
