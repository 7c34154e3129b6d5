import { CheckboxGroup, RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { formatDate } from "#lib/dates.ts";
import { frameworkChoices, markings, purposes, purposeWords } from "#lib/evidence/bundle.ts";
import type { Body } from "#lib/evidence/queries/bodies.ts";
import type { BundleRow } from "#lib/evidence/queries/register.ts";
import { sectionIds, sections } from "#lib/evidence/sections.ts";
import type { FormAction } from "#lib/forms/state.ts";
import type { ServiceName } from "#lib/records/queries.ts";
import { listed } from "#lib/words.ts";

type Before = Pick<
  BundleRow,
  | "id"
  | "reference"
  | "version"
  | "purpose"
  | "title"
  | "bodyId"
  | "recipient"
  | "marking"
  | "periodFrom"
  | "periodTo"
  | "sections"
  | "serviceIds"
  | "state"
>;
type Props = {
  action: FormAction;
  bodies: readonly Body[];
  services: readonly ServiceName[];
  /** The issued or withdrawn bundle after which this one comes. */
  before?: Before | undefined;
  /** The draft that is changed; `follows` is the bundle after which it comes. */
  draft?: Before | undefined;
  follows?: Pick<Before, "reference" | "state"> | undefined;
  now: Date;
};

export function BundleForm(props: Props) {
  const { action, bodies, services, draft, before = draft, now } = props;
  const after = props.follows ?? (draft ? undefined : before);
  const follows = after?.reference;
  const also = (hint: string, rule: string) => (follows ? `${rule} ${hint}` : hint).trim() || undefined;
  const commissioners = (id: string) => bodies.filter((body) => body.serviceIds.includes(id)).map((body) => body.name);
  const hidden: Record<string, string | number> = draft
    ? { id: draft.id, version: draft.version }
    : before
      ? { supersedesId: before.id }
      : {};
  return (
    <Form action={action} submit="Save the draft" hidden={hidden}>
      <RadioGroup
        name="purpose"
        label="What is it for?"
        hint={also("", `The same as ${follows}, which it ${after?.state === "withdrawn" ? "follows" : "supersedes"}.`)}
        options={purposes.map((value) => ({ value, label: purposeWords[value] }))}
        defaultValue={before?.purpose}
      />
      <TextField
        name="title"
        label="Title"
        hint="For example: Digital resilience assurance"
        defaultValue={before?.title}
      />
      <SelectField
        name="bodyId"
        label="Commissioner"
        hint={also(
          "Needed for a commissioner's bundle. Its officers see it in their own room. It must commission every service below.",
          `The same as for ${follows}.`,
        )}
        empty="None"
        options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={before?.bodyId ?? undefined}
      />
      <TextField
        name="recipient"
        label="Who receives it"
        hint="A team or a role, not a person's name. For example: Adult social care quality team"
        defaultValue={before?.recipient}
      />
      <CheckboxGroup
        name="serviceIds"
        label="Services"
        hint={also(
          "Records that also name a service outside this list are left out and counted.",
          `At least those of ${follows}; you may add others.`,
        )}
        options={services.map(({ id, name }) => ({
          value: id,
          label: name,
          hint:
            commissioners(id).length > 0 ? `Commissioned by ${listed(commissioners(id))}` : "No commissioner recorded",
        }))}
        defaultValue={before?.serviceIds}
      />
      <DateField
        name="periodFrom"
        label="First day covered"
        defaultValue={before ? formatDate(before.periodFrom) : undefined}
      />
      <DateField name="periodTo" label="Last day covered" defaultValue={formatDate(draft ? draft.periodTo : now)} />
      <CheckboxGroup
        name="sections"
        label="Sections"
        options={sectionIds.map((id) => ({ value: id, label: sections[id].title, hint: sections[id].question }))}
        defaultValue={before?.sections}
      />
      <SelectField
        name="framework"
        label="Framework"
        options={frameworkChoices.map((value) => ({ value, label: value }))}
      />
      <RadioGroup
        name="marking"
        label="Marking"
        options={markings.map((value) => ({ value, label: value }))}
        defaultValue={before?.marking}
      />
    </Form>
  );
}
