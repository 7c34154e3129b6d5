import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime } from "#lib/dates.ts";
import { isLeftToTick } from "#lib/evidence/bundle.ts";
import { personalDataKinds, personalDataWords } from "#lib/forms/personal-data.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { listed } from "#lib/words.ts";

export type CheckText = {
  id: string;
  source: string;
  title: string | null;
  field: string;
  words: string;
  kinds: readonly string[];
  clearedBy: string | null;
  clearedAt: Date | null;
};
type Props = { id: string; texts: CheckText[]; people: Map<string, string>; mayCheck: boolean; action: FormAction };

/** The page before issue: every free text that will leave, flagged ones first; each flagged one is ticked by a person. */
export function BundleTexts({ id, texts, people, mayCheck, action }: Props) {
  const open = texts.filter(isLeftToTick);
  const rest = texts.filter((text) => !isLeftToTick(text));
  return (
    <Card id="texts" title="Texts that will leave" aside={`${texts.length} in all, ${open.length} to tick`}>
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
        <StateMark state="warn">
          {open.length === 1 ? "1 flagged text waits" : `${open.length} flagged texts wait`} for the person who prepares
          the bundle.
        </StateMark>
      ) : null}
      <details open={open.length === 0 && rest.length <= 40}>
        <summary>Texts with nothing flagged, and those ticked ({rest.length})</summary>
        {byRecord(rest).map((group) => (
          <section key={group.source} aria-label={group.source}>
            <h3 className="h-group">
              {group.source}
              {group.title ? `, ${group.title}` : ""}
            </h3>
            <ul className="lines">
              {group.texts.map((text) => (
                <li key={text.id}>
                  {text.words}
                  <small>
                    {text.field}
                    {text.clearedAt
                      ? `. Ticked by ${people.get(text.clearedBy ?? "") ?? "someone who has left"}, ${formatDateTime(text.clearedAt)}`
                      : ""}
                  </small>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </details>
    </Card>
  );
}

type Group = { source: string; title: string | null; texts: CheckText[] };

/** Texts of one record together, records in the order in which they leave. */
function byRecord(texts: readonly CheckText[]): Group[] {
  const groups = new Map<string, Group>();
  for (const text of texts) {
    const group = groups.get(text.source) ?? { source: text.source, title: text.title, texts: [] };
    group.texts.push(text);
    groups.set(text.source, group);
  }
  return [...groups.values()];
}

const fileWords: Record<string, string> = {
  "location-tags": "the place where a picture was taken",
  "author-tags": "the name of its author",
};

function kindWords(kinds: readonly string[]): string {
  return listed(
    kinds.map((kind) => fileWords[kind] ?? personalDataWords[personalDataKinds.find((one) => one === kind) ?? "name"]),
  );
}
