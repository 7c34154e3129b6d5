import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextArea, TextField } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import {
  analogueCloses,
  categoryWords,
  type Hosting,
  hostings,
  hostingWords,
  type SystemCategory,
  systemCategories,
  type Tier,
  tiers,
  tierWords,
} from "#lib/systems/system.ts";

type Known = {
  id: string;
  version: number;
  name: string;
  category: SystemCategory;
  tier: Tier;
  hosting: Hosting;
  supplier: string | null;
  objectiveMinutes: number | null;
  tolerableMinutes: number | null;
  careReason: string | null;
  analogue: boolean;
  analogueEndsOn: string | null;
  ownerId: string | null;
  serviceIds: readonly string[];
};

type Props = {
  action: FormAction;
  submit: string;
  system?: Known;
  services: readonly ServiceName[];
  people: readonly (readonly [string, string])[];
  mayBeWide: boolean;
};

export function SystemForm({ action, submit, system, services, people, mayBeWide }: Props) {
  return (
    <Form action={action} submit={submit} hidden={system ? { id: system.id, version: system.version } : {}}>
      <h2 className="h">What it is</h2>
      <TextField name="name" label="Name of the system" hint="As staff call it" defaultValue={system?.name} />
      <SelectField
        name="category"
        label="What it does"
        empty="Choose"
        options={systemCategories.map((value) => ({ value, label: categoryWords[value] }))}
        defaultValue={system?.category}
      />
      <SelectField
        name="tier"
        label="How soon its loss affects care"
        empty="Choose"
        options={tiers.map((tier) => ({
          value: String(tier),
          label: `${tierWords[tier].label}: ${tierWords[tier].meaning}`,
        }))}
        defaultValue={system && String(system.tier)}
      />
      <SelectField
        name="hosting"
        label="Where it runs"
        empty="Choose"
        options={hostings.map((value) => ({ value, label: hostingWords[value] }))}
        defaultValue={system?.hosting}
      />
      <TextField name="supplier" label="Supplier" optional defaultValue={system?.supplier ?? undefined} />
      <h2 className="h">How long care can wait</h2>
      <NumberField
        name="objectiveMinutes"
        label="Recovery time objective"
        hint="Back within this many minutes. Leave empty if it has not been agreed."
        unit="minutes"
        optional
        defaultValue={system?.objectiveMinutes ?? undefined}
      />
      <NumberField
        name="tolerableMinutes"
        label="Maximum tolerable period"
        hint="After this many minutes care would suffer."
        unit="minutes"
        optional
        defaultValue={system?.tolerableMinutes ?? undefined}
      />
      <TextArea
        name="careReason"
        label="What happens to care after that"
        hint="For example: the next time-critical medicines round"
        optional
        defaultValue={system?.careReason ?? undefined}
      />
      <h2 className="h">Where it is used</h2>
      <CheckboxGroup
        name="analogue"
        label="Phone line"
        optional
        options={[
          {
            value: "yes",
            label: "It depends on an analogue line",
            hint: `The analogue network closes on ${formatDate(analogueCloses)}`,
          },
        ]}
        defaultValue={system?.analogue ? ["yes"] : []}
      />
      <DateField
        name="analogueEndsOn"
        label="When its analogue line ends"
        optional
        defaultValue={system?.analogueEndsOn ? formatDate(system.analogueEndsOn) : undefined}
      />
      <CheckboxGroup
        name="serviceIds"
        label="Services that use it"
        hint={mayBeWide ? "Leave all empty if the whole organisation uses it." : "Choose at least one."}
        optional={mayBeWide}
        options={services.map((service) => ({ value: service.id, label: service.name }))}
        defaultValue={system?.serviceIds}
      />
      <SelectField
        name="ownerId"
        label="Owner"
        optional
        empty="Nobody yet"
        options={people.map(([value, label]) => ({ value, label }))}
        defaultValue={system?.ownerId ?? undefined}
      />
    </Form>
  );
}
