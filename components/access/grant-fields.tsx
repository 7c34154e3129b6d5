import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import type { BodyChoice } from "#lib/access/queries/grants.ts";
import { sections, sectionWords } from "#lib/access/sections.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Props = { kind: "inspector" | "commissioner"; services: readonly ServiceName[]; bodies: readonly BodyChoice[] };

export function GrantFields({ kind, services, bodies }: Props) {
  const commissioned = (id: string) => bodies.filter((body) => body.serviceIds.includes(id)).map((body) => body.name);
  const offered = kind === "inspector" ? services : services.filter((service) => commissioned(service.id).length > 0);
  return (
    <>
      <TextField name="name" label="Name" hint="The person themselves: an access is never shared." />
      <TextField
        name="email"
        label="Email address"
        hint="They sign in with it. Not the address of a person of your organisation."
        type="email"
      />
      {kind === "commissioner" ? (
        <SelectField
          name="bodyId"
          label="Council or board"
          hint="They see the bundles that are issued to it."
          empty="Choose"
          options={bodies.map((body) => ({ value: body.id, label: body.name }))}
        />
      ) : null}
      <TextField
        name="purpose"
        label="What it is for"
        hint="For example: assessment of one service, or contract monitoring. They read this."
      />
      <CheckboxGroup
        name="serviceIds"
        label="Services"
        hint="A record that also names another service is left out and counted."
        options={offered.map((service) => ({
          value: service.id,
          label: service.name,
          ...(kind === "commissioner" ? { hint: `Commissioned by ${commissioned(service.id).join(", ")}` } : {}),
        }))}
      />
      {kind === "inspector" ? (
        <CheckboxGroup
          name="sections"
          label="What they may read"
          hint="Never people's care records, staff files, drafts, comments or open weaknesses."
          options={sections.map((section) => ({ value: section, label: sectionWords[section] }))}
        />
      ) : null}
      <DateField name="periodFrom" label="Records from" hint="The first day of the period they may read" />
      <DateField name="periodTo" label="Records to" hint="The last day of the period they may read" />
      <DateField name="startsOn" label="Access begins" hint="Leave empty to begin now." optional />
      <DateField name="endsOn" label="Access ends" hint="At the end of this day, by itself. You can extend it." />
    </>
  );
}
