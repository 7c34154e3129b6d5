import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";

type MarkProps = {
  action: FormAction;
  id: string;
  blockId: string;
  services: readonly { id: string; name: string }[];
  /** Those of the meeting's own, already ticked. */
  chosen: readonly string[];
};

export function MarkExtractForm({ action, id, blockId, services, chosen }: MarkProps) {
  return (
    <Form action={action} submit="Use as evidence" hidden={{ id, blockId }} id="mark-extract">
      <CheckboxGroup
        name="serviceIds"
        label="Services that it concerns"
        hint="It is seen only by those who are given every one of these. To give it for one service alone, mark it again for that one."
        options={services.map((one) => ({ value: one.id, label: one.name }))}
        defaultValue={chosen}
      />
    </Form>
  );
}

export function WithdrawExtractForm({ action, id, version }: { action: FormAction; id: string; version: number }) {
  return (
    <FinalAct
      question="Withdraw this extract?"
      records="From then on no bundle holds it and no inspector sees it, and its links to quality statements end. Bundles that were issued with it stay as they were issued. The signed minutes do not change."
    >
      <Form
        action={action}
        submit="Withdraw the extract"
        variant="alarm"
        hidden={{ id, version }}
        id="withdraw-extract"
      >
        <TextArea name="reason" label="Why it is withdrawn" rows={2} maxLength={400} />
      </Form>
    </FinalAct>
  );
}
