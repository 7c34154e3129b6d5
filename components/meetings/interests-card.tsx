import { Card } from "#components/ui/card.tsx";
import { RadioGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { takingParts, takingPartWords } from "#lib/meetings/meeting.ts";
import type { InterestRow, Seat } from "#lib/meetings/queries/attendance.ts";

type Choices = {
  action: FormAction;
  id: string;
  items: readonly { id: string; title: string }[];
  /** For whoever writes the minutes: whose interest it is. Members declare their own. */
  seats?: readonly Seat[] | undefined;
  /** Whether the writer has an interest of their own to declare here. */
  mine: boolean;
};

export function InterestsCard({ interests, form }: { interests: readonly InterestRow[]; form?: Choices | undefined }) {
  return (
    <Card title="Declared interests" id="interests" flush>
      {interests.length === 0 ? (
        <Empty missing="None is recorded." means="Whoever has an interest in an item says so before it is discussed." />
      ) : (
        <ul className="list top">
          {interests.map((one) => (
            <li key={one.id}>
              <div className="grow">
                <b>{one.name}</b>
                <small className="keep-lines">{one.words}</small>
                <small>
                  {takingPartWords[one.takingPart]}, {one.item ?? "whole meeting"}. Recorded{" "}
                  {formatDateTime(one.notedAt, "short")}
                  {one.notedBy === one.personId ? "" : " by whoever wrote the minutes"}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {form ? (
        <div className="pad">
          <Disclosure label="Declare an interest">
            <InterestForm {...form} />
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}

function InterestForm({ action, id, items, seats, mine }: Choices) {
  return (
    <Form action={action} submit="Declare the interest" variant="plain" hidden={{ id }} id="declare">
      {seats ? (
        <SelectField
          name="personId"
          label="Whose interest"
          {...(mine ? { optional: true, empty: "My own" } : { empty: "Choose" })}
          options={seats.map((seat) => ({ value: seat.personId, label: seat.name }))}
        />
      ) : null}
      <TextArea name="words" label="What the interest is" rows={2} maxLength={600} />
      <SelectField
        name="itemId"
        label="Item"
        optional
        empty="The whole meeting"
        options={items.map((item) => ({ value: item.id, label: item.title }))}
      />
      <RadioGroup
        name="takingPart"
        label="How they take part"
        hint="A later declaration about the same item replaces an earlier one."
        options={takingParts.map((value) => ({ value, label: takingPartWords[value] }))}
      />
    </Form>
  );
}
