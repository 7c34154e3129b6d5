import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { setAsides, setAsideWords } from "#lib/disruptions/disruption.ts";
import type { FormAction } from "#lib/forms/state.ts";

type Props = {
  action: FormAction;
  id: string;
  version: number;
  others: readonly { id: string; reference: string; title: string }[];
};

const hints = {
  duplicate: "The same disruption was reported before.",
  error: "Nothing failed, or it belongs nowhere here.",
} as const;

/** The way out for a report that should not have been made. */
export function SetAsideForm({ action, id, version, others }: Props) {
  const kinds = others.length > 0 ? setAsides : setAsides.filter((kind) => kind !== "duplicate");
  return (
    <FinalAct
      question="Was it reported twice, or in error?"
      records="The report is kept with your reason and closed without a severity. It no longer counts as open."
    >
      <Form action={action} submit="Set the report aside" variant="plain" hidden={{ id, version }} id="set-aside">
        <RadioGroup
          name="kind"
          label="Why it is set aside"
          options={kinds.map((value) => ({ value, label: setAsideWords[value], hint: hints[value] }))}
        />
        {others.length > 0 ? (
          <SelectField
            name="originalId"
            label="The report that stays"
            hint="For a duplicate. The two are linked."
            optional
            empty="Choose"
            options={others.map((one) => ({ value: one.id, label: `${one.reference} ${one.title}` }))}
          />
        ) : null}
        <TextArea name="reason" label="Reason" rows={2} />
      </Form>
    </FinalAct>
  );
}
