import { CompleteForm } from "#components/action-items/complete-form.tsx";
import {
  CancelForm,
  CheckEffectForm,
  OpenForm,
  ProgressForm,
  RedateForm,
  VerifyForm,
} from "#components/action-items/step-forms.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Option } from "#components/ui/field.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { ActionStep } from "#lib/action-items/policy.ts";
import type { FoundAction } from "#lib/action-items/queries/register.ts";
import type { FormAction } from "#lib/forms/state.ts";

const words: Record<ActionStep, string> = {
  open: "Give it to its owner",
  progress: "Add progress",
  complete: "Mark as done",
  verify: "Verify",
  "check-effect": "Check the effect",
  redate: "Move the due date",
  cancel: "Cancel",
};

type Props = {
  action: FoundAction;
  steps: readonly { step: ActionStep; alone: boolean }[];
  /** The step named in the address; the likeliest one otherwise. */
  asked: string | string[] | undefined;
  actions: Record<ActionStep, FormAction>;
  files: readonly { id: string; name: string }[];
  records: readonly Option[];
};

/** One form at a time; the address says which, so that it comes back after a refusal without script too. */
export function NextStep({ action, steps, asked, actions, files, records }: Props) {
  const current = steps.find(({ step }) => step === asked) ?? steps[0];
  if (!current) return null;
  const { step, alone } = current;
  const form = { action: actions[step], id: action.id, version: action.version };
  return (
    <section className="stack tight" id="next" aria-label="Next step">
      {steps.length > 1 ? (
        <Tabs
          label="Next steps"
          tabs={steps.map((each) => ({
            label: words[each.step],
            href: `/action-items/${action.id}?step=${each.step}#next`,
            current: each.step === step,
          }))}
        />
      ) : null}
      {step === "verify" ? <VerifyForm {...form} alone={alone} /> : null}
      {step === "check-effect" ? <CheckEffectForm {...form} alone={alone} measure={action.measure} /> : null}
      {step === "cancel" ? <CancelForm {...form} alone={alone} /> : null}
      {step === "open" || step === "progress" || step === "complete" || step === "redate" ? (
        <Card title={words[step]} key={step}>
          {step === "open" ? <OpenForm {...form} /> : null}
          {step === "progress" ? <ProgressForm {...form} state={action.state} /> : null}
          {step === "complete" ? <CompleteForm {...form} files={files} records={records} /> : null}
          {step === "redate" ? <RedateForm {...form} dueOn={action.dueOn} /> : null}
        </Card>
      ) : null}
    </section>
  );
}
