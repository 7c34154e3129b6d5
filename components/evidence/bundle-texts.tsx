import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { personalDataKinds, personalDataWords } from "#lib/forms/personal-data.ts";
import type { FormAction } from "#lib/forms/state.ts";

export type CheckText = {
  id: string;
  source: string;
  field: string;
  words: string;
  kinds: readonly string[];
  clearedBy: string | null;
  clearedAt: Date | null;
};
type Props = { id: string; texts: CheckText[]; people: Map<string, string>; mayCheck: boolean; action: FormAction };

/** The page before issue: every free text that will leave, flagged ones first; each flagged one is ticked by a person. */
export function BundleTexts({ id, texts, people, mayCheck, action }: Props) {
  const open = texts.filter((text) => text.kinds.length > 0 && !text.clearedAt);
  const rest = texts.filter((text) => text.kinds.length === 0 || text.clearedAt);
  return (
    <Card title="Texts that will leave" aside={`${texts.length} in all, ${open.length} to tick`}>
      {open.length > 0 && mayCheck ? (
        <Form action={action} submit="Keep these ticks" hidden={{ id }}>
          <CheckboxGroup
            name="cleared"
            label="Flagged texts"
            hint="Tick a text when you have read it and it identifies nobody who uses services. To change one, change its record and assemble again."
            options={open.map((text) => ({
              value: text.id,
              label: text.words,
              hint: `${text.source}, ${text.field}. May hold ${kindWords(text.kinds)}.`,
            }))}
          />
        </Form>
      ) : null}
      {open.length > 0 && !mayCheck ? (
        <StateMark state="warn">{open.length} flagged texts wait for the person who prepares the bundle.</StateMark>
      ) : null}
      <details open={open.length === 0}>
        <summary>Texts with nothing flagged, and those ticked ({rest.length})</summary>
        <ul className="lines">
          {rest.map((text) => (
            <li key={text.id}>
              {text.words}
              <small>
                {text.source}, {text.field}
                {text.clearedAt
                  ? `. Ticked by ${people.get(text.clearedBy ?? "") ?? "someone who has left"}, ${formatDateTime(text.clearedAt)}`
                  : ""}
              </small>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}

const fileWords: Record<string, string> = {
  "location-tags": "the place where a picture was taken",
  "author-tags": "the name of its author",
};

function kindWords(kinds: readonly string[]): string {
  return kinds
    .map((kind) => fileWords[kind] ?? personalDataWords[personalDataKinds.find((one) => one === kind) ?? "name"])
    .join(", ");
}
