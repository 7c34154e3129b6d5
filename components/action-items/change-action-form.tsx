import { ActionFields } from "#components/action-items/action-fields.tsx";
import { ServiceChoice } from "#components/action-items/service-choice.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import type { AbleChoice } from "#lib/access/queries/able.ts";
import type { FoundAction } from "#lib/action-items/queries/register.ts";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = {
  action: FormAction;
  item: FoundAction;
  services: readonly ServiceName[];
  owners: readonly AbleChoice[];
  mayBeWide: boolean;
};

export function ChangeActionForm({ action, item, services, owners, mayBeWide }: Props) {
  return (
    <Form action={action} submit="Save the action" hidden={{ id: item.id, version: item.version }}>
      <ActionFields owners={owners} item={item} />
      {item.state === "draft" ? (
        <DateField name="dueOn" label="Due date" optional defaultValue={formatDate(item.dueOn)} />
      ) : null}
      <ServiceChoice services={services} mayBeWide={mayBeWide} chosen={item.serviceIds} />
    </Form>
  );
}
