import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import type { Option } from "#components/ui/field.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import type { Risk } from "#lib/risks/queries/record.ts";
import { categoryWords, reviewEvery, reviewWords, riskCategories } from "#lib/risks/risk.ts";

export function StatementFields({ risk }: { risk?: Risk | undefined }) {
  return (
    <>
      <TextField name="title" label="Short name" hint="What the register shows" defaultValue={risk?.title} />
      <TextArea
        name="cause"
        label="Because"
        hint="What drives it, as it is today. The register shows it under the name."
        rows={2}
        defaultValue={risk?.cause}
      />
      <TextArea name="event" label="There is a risk that" hint="What may happen" rows={2} defaultValue={risk?.event} />
      <TextArea
        name="effect"
        label="Leading to"
        hint="What it would mean for people, without naming anyone"
        rows={2}
        defaultValue={risk?.effect}
      />
      <SelectField
        name="category"
        label="Kind of risk"
        hint="The board's limit can differ by kind"
        empty="Choose"
        options={riskCategories.map((value) => ({ value, label: categoryWords[value] }))}
        defaultValue={risk?.category}
      />
    </>
  );
}

type Choices = {
  risk?: Risk | undefined;
  services: readonly { id: string; name: string }[];
  people: readonly Option[];
  mayBeWide: boolean;
};

export function PlaceFields({ risk, services, people, mayBeWide }: Choices) {
  return (
    <>
      <CheckboxGroup
        name="serviceIds"
        label="Services it concerns"
        hint={mayBeWide ? "Leave all empty if it concerns the whole organisation." : "Choose at least one."}
        optional={mayBeWide}
        options={services.map((service) => ({ value: service.id, label: service.name }))}
        defaultValue={risk?.serviceIds}
      />
      <SelectField
        name="ownerId"
        label="Owner"
        hint="Someone else accepts the risk, where there is someone else"
        optional
        empty="Nobody yet"
        options={people}
        defaultValue={risk?.ownerId ?? undefined}
      />
      <SelectField
        name="reviewMonths"
        label="Reviewed"
        hint="Usual: low every 12 months, moderate 6, high 3, extreme every month"
        empty="Choose"
        options={reviewEvery.map((months) => ({ value: String(months), label: reviewWords[months] }))}
        defaultValue={risk && String(risk.reviewMonths)}
      />
    </>
  );
}
