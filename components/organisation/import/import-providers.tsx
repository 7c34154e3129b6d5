import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup } from "#components/ui/choice-fields.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { nameKey } from "#lib/organisation/import-file.ts";
import type { KnownProvider } from "#lib/organisation/import-plan.ts";
import type { FileProvider, ImportDraft } from "#lib/organisation/queries/imports.ts";

/** A file of all England names tens of thousands; more than this are found by searching. */
const mostShown = 100;

type Props = {
  action: FormAction;
  draft: ImportDraft;
  providers: FileProvider[];
  known: KnownProvider[];
  words: string;
};

export function ImportProviders({ action, draft, providers, known, words }: Props) {
  const chosen = new Set(draft.providers);
  const ours = (one: FileProvider) =>
    known.some((own) => (one.id && own.cqcProviderId === one.id) || nameKey(own.name) === nameKey(one.name));
  const searched = words.toLowerCase();
  const matches = providers.filter(
    (one) => searched === "" || one.name.toLowerCase().includes(searched) || one.id?.toLowerCase() === searched,
  );
  // What is chosen and what is the organisation's own stays in sight, whatever is searched for.
  const pinned = providers.filter((one) => chosen.has(one.key) || ours(one));
  const rest = matches.filter((one) => !pinned.includes(one));
  const shown = [...pinned, ...rest.slice(0, mostShown)];
  const hidden = rest.length - Math.min(rest.length, mostShown);
  return (
    <Card
      title="Whose services to take"
      footer={`${providers.length === 1 ? "1 provider" : `${providers.length.toLocaleString("en-GB")} providers`} in the file. Only rows of those that are ticked are read.`}
    >
      <div className="stack">
        {providers.length > mostShown || words ? (
          <form method="get" action={`/organisation/import/${draft.id}`} className="filters">
            <input type="hidden" name="step" value="providers" />
            <label className="f">
              Search the file
              <input type="search" name="words" defaultValue={words} placeholder="Provider name or CQC id" />
            </label>
            <Button type="submit" small>
              Search
            </Button>
          </form>
        ) : null}
        {shown.length === 0 ? (
          <Empty
            missing={words ? "No provider in the file has that name or id." : "No row names a provider."}
            means={words ? "Try a part of the name." : "Go back and choose the column that names it."}
          />
        ) : (
          <Form
            key={`${words}|${draft.version}`}
            action={action}
            submit="Check these rows"
            hidden={{ id: draft.id, version: draft.version }}
            id="choose"
            beside={
              providers.length > mostShown ? (
                <Button type="submit" name="next" value="search">
                  Keep these and search for more
                </Button>
              ) : null
            }
          >
            <CheckboxGroup
              name="providers"
              label="Providers"
              hint={hidden > 0 ? `${hidden.toLocaleString("en-GB")} more are not shown. Search for yours.` : undefined}
              options={shown.map((one) => ({
                value: one.key,
                label: one.name,
                hint: [
                  one.id,
                  one.rows === 1 ? "1 row" : `${one.rows.toLocaleString("en-GB")} rows`,
                  ours(one) ? "already a provider here" : undefined,
                ]
                  .filter(Boolean)
                  .join(", "),
              }))}
              defaultValue={chosen.size > 0 ? [...chosen] : providers.filter((one) => ours(one)).map((one) => one.key)}
            />
          </Form>
        )}
        <p>
          <Go href={`/organisation/import/${draft.id}?step=columns`}>Back to the columns</Go>
        </p>
      </div>
    </Card>
  );
}
