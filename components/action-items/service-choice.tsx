import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = { services: readonly ServiceName[]; mayBeWide: boolean; chosen?: readonly string[] | undefined };

export function ServiceChoice({ services, mayBeWide, chosen }: Props) {
  return (
    <CheckboxGroup
      name="serviceIds"
      label="Services it is for"
      hint={mayBeWide ? "Leave all empty if it is for the whole organisation." : "Choose at least one."}
      optional={mayBeWide}
      options={services.map((service) => ({ value: service.id, label: service.name }))}
      defaultValue={chosen ?? (services.length === 1 ? services.map((service) => service.id) : undefined)}
    />
  );
}
