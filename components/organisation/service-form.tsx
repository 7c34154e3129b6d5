import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { serviceTypes, serviceTypeWords } from "#lib/organisation/organisation.ts";
import type { findService } from "#lib/organisation/queries/services.ts";

type Props = {
  action: FormAction;
  submit: string;
  service?: NonNullable<Awaited<ReturnType<typeof findService>>>;
  providers: readonly { id: string; name: string }[];
  people: readonly (readonly [string, string])[];
};

export function ServiceForm({ action, submit, service, providers, people }: Props) {
  return (
    <Form action={action} submit={submit} hidden={service ? { id: service.id, version: service.version } : {}}>
      <h2 className="h">What it is</h2>
      <TextField
        name="name"
        label="Name of the service"
        hint="As CQC and the people who use it know it"
        defaultValue={service?.name}
      />
      <CheckboxGroup
        name="types"
        label="What kind of service it is"
        options={serviceTypes.map((value) => ({ value, label: serviceTypeWords[value] }))}
        defaultValue={service?.types}
      />
      <SelectField
        name="legalProviderId"
        label="Legal provider"
        hint="The company or charity that is registered with CQC"
        optional
        empty="Not known yet"
        options={providers.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={service?.legalProviderId ?? undefined}
      />
      <SelectField
        name="managerId"
        label="Registered manager"
        hint="One person may manage two services, and a post may be empty."
        optional
        empty="Nobody at present"
        options={people.map(([value, label]) => ({ value, label }))}
        defaultValue={service?.managerId ?? undefined}
      />
      <h2 className="h">Codes and address</h2>
      <TextField
        name="cqcLocationId"
        label="CQC location id"
        hint="For example, 1-9000000101"
        optional
        width="medium"
        defaultValue={service?.cqcLocationId ?? undefined}
      />
      <TextField
        name="odsCode"
        label="ODS code"
        hint="The code that the data security toolkit uses"
        optional
        width="short"
        defaultValue={service?.odsCode ?? undefined}
      />
      <TextField
        name="address"
        label="Address"
        hint="For homecare and supported living this is the office, never a person's home."
        optional
        defaultValue={service?.address ?? undefined}
      />
      <TextField
        name="postcode"
        label="Postcode"
        optional
        width="short"
        defaultValue={service?.postcode ?? undefined}
      />
      <TextField
        name="localAuthority"
        label="Local authority"
        optional
        width="medium"
        defaultValue={service?.localAuthority ?? undefined}
      />
      <h2 className="h">How many people</h2>
      <NumberField name="beds" label="Beds" optional defaultValue={service?.beds ?? undefined} />
      <NumberField
        name="peopleSupported"
        label="People supported"
        hint="A count of those it supports now"
        optional
        defaultValue={service?.peopleSupported ?? undefined}
      />
    </Form>
  );
}
