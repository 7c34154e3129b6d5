import { ActionFields } from "#components/action-items/action-fields.tsx";
import { ServiceChoice } from "#components/action-items/service-choice.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import type { AbleChoice } from "#lib/access/queries/able.ts";
import type { ActionSource } from "#lib/action-items/action-item.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = {
  action: FormAction;
  /** The record that raises it, if one does: it will be linked, and its services are offered. */
  source?: { id: string; kind: ActionSource | undefined; serviceIds: readonly string[] } | undefined;
  services: readonly ServiceName[];
  owners: readonly AbleChoice[];
  mayBeWide: boolean;
};

export function RaiseActionForm({ action, source, services, owners, mayBeWide }: Props) {
  const offered = source?.serviceIds.filter((id) => services.some((service) => service.id === id));
  return (
    <Form action={action} submit="Raise the action" hidden={source ? { sourceRecordId: source.id } : {}}>
      <ActionFields owners={owners} sourceKind={source?.kind} />
      <DateField
        name="dueOn"
        label="Due date"
        hint="Leave empty for the usual time above. For example, 3 November 2026 or 3/11/26"
        optional
      />
      <ServiceChoice services={services} mayBeWide={mayBeWide} chosen={offered} />
      <CheckboxGroup
        name="draft"
        label="Draft"
        optional
        options={[{ value: "yes", label: "Keep it as a draft", hint: "Its owner is not asked to do anything yet" }]}
      />
    </Form>
  );
}
