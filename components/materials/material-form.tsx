import { StampFields } from "#components/materials/stamp-fields.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { priorityKinds } from "#lib/materials/material.ts";
import { type MaterialKind, materialKinds, materialKindWords } from "#lib/records/material-kinds.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Known = {
  id: string;
  version: number;
  kind: MaterialKind;
  serviceId: string;
  siteId: string | null;
  place: string;
  copyNumber: number;
  copies: number;
  showsPriorities: boolean | null;
  ownerId: string | null;
};

type Props = {
  action: FormAction;
  submit: string;
  material?: Known;
  services: readonly ServiceName[];
  sites: readonly { id: string; name: string; serviceId: string }[];
  people: readonly (readonly [string, string])[];
};

export function MaterialForm({ action, submit, material, services, sites, people }: Props) {
  const serviceOf = new Map(services.map((service) => [service.id, service.name]));
  const choosable = material ? sites.filter((site) => site.serviceId === material.serviceId) : sites;
  return (
    <Form action={action} submit={submit} hidden={material ? { id: material.id, version: material.version } : {}}>
      {material ? null : (
        <>
          <h2 className="h">What it is, and where</h2>
          <SelectField
            name="kind"
            label="What it is"
            hint="Holdfast keeps the fact and the checks, never what the paper says about a person."
            empty="Choose"
            options={materialKinds.map((value) => ({ value, label: materialKindWords[value].label }))}
          />
          <SelectField
            name="serviceId"
            label="Service"
            empty="Choose"
            options={services.map((service) => ({ value: service.id, label: service.name }))}
          />
        </>
      )}
      <SelectField
        name="siteId"
        label="Site"
        optional
        empty="Not at one of our named sites"
        options={choosable.map((site) => ({
          value: site.id,
          label: material ? site.name : `${serviceOf.get(site.serviceId) ?? ""}: ${site.name}`,
        }))}
        defaultValue={material?.siteId ?? undefined}
      />
      <TextField
        name="place"
        label="Where it is kept"
        hint="As staff would look for it in the dark: red folder, top shelf"
        defaultValue={material?.place}
        maxLength={120}
      />
      <NumberField name="copyNumber" label="This is copy number" defaultValue={material?.copyNumber ?? 1} />
      <NumberField name="copies" label="Out of how many copies" defaultValue={material?.copies ?? 1} />
      {material === undefined || priorityKinds.includes(material.kind) ? (
        <SelectField
          name="showsPriorities"
          label="Does it show who cannot wait?"
          hint="For printed rotas and priority lists only"
          optional
          empty="Not known"
          options={[
            { value: "yes", label: "Yes, priorities are shown" },
            { value: "no", label: "No priorities" },
          ]}
          defaultValue={
            material?.showsPriorities === undefined || material.showsPriorities === null
              ? undefined
              : material.showsPriorities
                ? "yes"
                : "no"
          }
        />
      ) : null}
      {material ? null : (
        <>
          <h2 className="h">Date stamp and owner</h2>
          <StampFields optional />
        </>
      )}
      <SelectField
        name="ownerId"
        label="Who keeps it up to date"
        optional
        empty="Nobody yet"
        options={people.map(([value, label]) => ({ value, label }))}
        defaultValue={material?.ownerId ?? undefined}
      />
    </Form>
  );
}
