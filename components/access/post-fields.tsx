import type { ReactNode } from "react";
import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { roleIds, roleLabels } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";
import type { ServiceName } from "#lib/records/queries.ts";

type Known = {
  role: string;
  title: string | null;
  allServices: boolean;
  serviceIds: readonly string[];
  endsAt: Date | null;
};

type Props = {
  services: readonly ServiceName[];
  known?: Known;
  /** Stands before the last day: the first one, where it is asked. */
  begins?: ReactNode;
};

/** Role, title, reach and end: the same fields for an invitation, a new role and a changed one. */
export function PostFields({ services, known, begins }: Props) {
  return (
    <>
      <SelectField
        name="role"
        label="Role"
        hint="The role decides which rooms open and what may be done there."
        empty="Choose"
        options={roleIds.map((role) => ({ value: role, label: roleLabels[role] }))}
        defaultValue={known?.role}
      />
      <TextField
        name="title"
        label="Title"
        hint="As your people say it, for example Branch manager"
        optional
        defaultValue={known?.title ?? undefined}
      />
      <CheckboxGroup
        name="wholeOrganisation"
        label="Reach"
        optional
        options={[
          {
            value: "yes",
            label: "The whole organisation",
            hint: "Administrators, leads, board members and auditors always reach all of it.",
          },
        ]}
        defaultValue={known?.allServices ? ["yes"] : []}
      />
      {services.length === 0 ? (
        <p className="muted">No service is recorded yet, so only the whole organisation can be reached.</p>
      ) : (
        <CheckboxGroup
          name="serviceIds"
          label="Services"
          hint="For every other role, unless the whole organisation is ticked."
          options={services.map((service) => ({ value: service.id, label: service.name }))}
          defaultValue={known?.serviceIds}
        />
      )}
      {begins}
      <DateField
        name="endsOn"
        label="Last day"
        hint="Leave empty if no end is agreed. Access ends by itself that night."
        optional
        defaultValue={known?.endsAt ? formatDate(known.endsAt) : undefined}
      />
    </>
  );
}
