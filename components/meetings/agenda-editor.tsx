import { type AgendaLine, aboutItem } from "#components/meetings/agenda-table.tsx";
import { ArrangeItem } from "#components/meetings/arrange-item.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { NumberField, TextField } from "#components/ui/text-fields.tsx";
import { formatDuration } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { isFigured, sections, sectionWords } from "#lib/meetings/section.ts";

export type AgendaActions = { add: FormAction; change: FormAction; arrange: FormAction };

type Props = {
  actions: AgendaActions;
  /** The committee or the meeting whose agenda it is. */
  id: string;
  version: number;
  items: readonly AgendaLine[];
  planned: number;
  /** The item that is being changed, and this page's own address. */
  changing: string | undefined;
  here: string;
};

/** Add, change, remove and move, one item at a time: a page that works without script. */
export function AgendaEditor({ actions, id, version, items, planned, changing, here }: Props) {
  const total = items.reduce((sum, item) => sum + item.minutes, 0);
  const item = items.find((one) => one.id === changing);
  const on = { id, version };
  return (
    <>
      <Card title="Items" flush aside={`${formatDuration(total)} of ${formatDuration(planned)} planned`}>
        {items.length === 0 ? (
          <Empty missing="The agenda is empty." means="Add the first item below." />
        ) : (
          <ol className="list top">
            {items.map((one, index) => (
              <li key={one.id}>
                <span className="num subtle w-6 flex-none">{index + 1}</span>
                <div className="grow">
                  <b>{one.title}</b>
                  <small>{[`${one.minutes} min`, aboutItem(one)].filter(Boolean).join(". ")}</small>
                </div>
                <div className="row wrap acts">
                  <LinkButton small href={`${here}?item=${one.id}#change`} aria-label={`Change: ${one.title}`}>
                    Change
                  </LinkButton>
                  <ArrangeItem
                    action={actions.arrange}
                    {...on}
                    itemId={one.id}
                    label={one.title}
                    first={index === 0}
                    last={index === items.length - 1}
                  />
                </div>
              </li>
            ))}
          </ol>
        )}
      </Card>
      <Card title={item ? `Change item: ${item.title}` : "Add an item"} id="change">
        <Form
          key={item?.id ?? "new"}
          action={item ? actions.change : actions.add}
          submit={item ? "Save the item" : "Add the item"}
          hidden={item ? { ...on, itemId: item.id } : on}
          {...(item ? { beside: <LinkButton href={here}>Leave it as it is</LinkButton> } : {})}
        >
          <TextField name="title" label="What the item is" maxLength={120} defaultValue={item?.title} />
          <SelectField
            name="section"
            label="What it shows"
            hint="Registers are read live until the papers are published, and frozen then."
            optional
            empty="The meeting's own business"
            options={sections.map((section) => ({
              value: section,
              label: isFigured(section) ? `${sectionWords[section]} (shows the registers)` : sectionWords[section],
            }))}
            defaultValue={item?.section ?? undefined}
          />
          <NumberField name="minutes" label="Minutes" defaultValue={item?.minutes ?? 10} />
          <TextField
            name="presenter"
            label="Who presents it"
            hint="By post, such as Director of operations"
            optional
            maxLength={80}
            defaultValue={item?.presenter ?? undefined}
          />
        </Form>
      </Card>
    </>
  );
}
