import { Card } from "#components/ui/card.tsx";
import { CheckboxGroup, SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { importFields, importFieldWords, kindColumns, type Mapping } from "#lib/organisation/import-file.ts";
import { typesInWords } from "#lib/organisation/organisation.ts";
import type { ImportDraft } from "#lib/organisation/queries/imports.ts";

export function ImportColumns({
  action,
  draft,
  mapping,
}: {
  action: FormAction;
  draft: ImportDraft;
  mapping: Mapping;
}) {
  const options = draft.header.map((heading, column) => ({
    value: String(column),
    label: `${heading || "No name"} (column ${column + 1})`,
  }));
  const kinds = kindColumns(draft.header);
  const read = [...new Set(kinds.map((one) => one.type))];
  return (
    <Card
      title="What each column means"
      footer={`${draft.rowCount.toLocaleString("en-GB")} ${draft.rowCount === 1 ? "row" : "rows"}, ${draft.header.length} ${draft.header.length === 1 ? "column" : "columns"}. Columns that are not chosen are not kept.`}
    >
      <Form action={action} submit="Go on to the providers" hidden={{ id: draft.id, version: draft.version }} id="map">
        {importFields.map((field) => (
          <SelectField
            key={field}
            name={field}
            label={importFieldWords[field].label}
            hint={importFieldWords[field].hint}
            optional={field !== "name" && field !== "cqcLocationId"}
            empty="Not in this file"
            options={options}
            defaultValue={mapping.columns[field]?.toString()}
          />
        ))}
        {kinds.length > 0 ? (
          <CheckboxGroup
            name="kinds"
            label="Columns for one kind of service each"
            optional
            options={[
              {
                value: "yes",
                label: `Read the ${kinds.length} columns that begin with “Service type”`,
                hint: `They are read as: ${typesInWords(read)}.`,
              },
            ]}
            defaultValue={mapping.kinds.length > 0 ? ["yes"] : []}
          />
        ) : null}
      </Form>
    </Card>
  );
}
