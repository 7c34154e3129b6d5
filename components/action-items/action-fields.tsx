import { SelectField } from "#components/ui/choice-fields.tsx";
import { TextArea, TextField } from "#components/ui/text-fields.tsx";
import type { AbleChoice } from "#lib/access/queries/able.ts";
import {
  type ActionPriority,
  type ActionSource,
  actionPriorities,
  actionSources,
  type Level,
  levelIds,
  levels,
  priorityWords,
  sourceWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";

type Known = {
  title: string;
  finding: string | null;
  detail: string | null;
  sourceKind: ActionSource;
  level: Level;
  measure: string;
  priority: ActionPriority;
  ownerId: string;
};

type Props = { owners: readonly AbleChoice[]; item?: Known; sourceKind?: ActionSource | undefined };

/** What an action says. Its due date and its services stand with the form that asks for them. */
export function ActionFields({ owners, item, sourceKind }: Props) {
  return (
    <>
      <TextField
        name="title"
        label="What will be done"
        hint="Specific, and something one person can finish"
        defaultValue={item?.title}
      />
      <TextField
        name="finding"
        label="What was found"
        hint="The finding or gap that this answers"
        optional
        defaultValue={item?.finding ?? undefined}
      />
      <SelectField
        name="sourceKind"
        label="What taught us this"
        empty="Choose"
        options={actionSources.map((value) => ({ value, label: sourceWords[value] }))}
        defaultValue={item?.sourceKind ?? sourceKind}
      />
      <TextArea name="detail" label="Detail" rows={3} optional defaultValue={item?.detail ?? undefined} />
      <SelectField
        name="level"
        label="What kind of change it is"
        hint="Stronger changes work without anyone remembering them"
        empty="Choose"
        options={levelIds.map((value) => ({
          value,
          label: `${strengthWords[levels[value].strength]}: ${levels[value].label}`,
        }))}
        defaultValue={item?.level}
      />
      <TextArea
        name="measure"
        label="How will we know it worked?"
        hint="What will be seen or counted, and by when"
        rows={2}
        defaultValue={item?.measure}
      />
      <SelectField name="ownerId" label="Who will do it" empty="Choose" options={owners} defaultValue={item?.ownerId} />
      <SelectField
        name="priority"
        label="Priority"
        empty="Choose"
        options={actionPriorities.map((value) => ({
          value,
          label: `${priorityWords[value].label}, usually within ${priorityWords[value].days} days`,
        }))}
        defaultValue={item?.priority}
      />
    </>
  );
}
