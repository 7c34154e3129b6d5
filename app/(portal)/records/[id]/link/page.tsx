import { FilterBar } from "#components/data-table/filter-bar.tsx";
import { FilterWords } from "#components/data-table/filter-fields.tsx";
import { LinkRecordsForm } from "#components/records/link-records-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { enterAny, found, foundId, read } from "#lib/access/gate.ts";
import { LinkQuery } from "#lib/records/inputs.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord, listLinked, listRecordsToLink } from "#lib/records/queries.ts";
import { recordHref, recordKindWords } from "#lib/records/record.ts";
import { stopped } from "#lib/words.ts";
import { linkRecordsAction } from "../../actions.ts";
import { choicesFor, linkableTo } from "../../links.ts";
import { titled } from "../../titled.ts";

export const generateMetadata = titled("Link a record", "link a record");

export default async function LinkRecordPage({ params, searchParams }: PageProps<"/records/[id]/link">) {
  const actor = await enterAny();
  const id = foundId((await params).id);
  const { words } = LinkQuery.parse(await searchParams);
  const page = await read(actor, async (tx) => {
    const record = await findRecord(tx, actor, id);
    const kinds = record && maySee(actor, record) ? linkableTo(record.kind) : [];
    if (!record || kinds.length === 0) return undefined;
    const among = await listRecordsToLink(tx, actor, kinds, words);
    return { record, choices: choicesFor(actor, record, await listLinked(tx, actor, id), among) };
  });
  const { record, choices } = found(page);
  return (
    <Page
      title="Link a record"
      crumbs={[{ label: record.reference, href: recordHref(record.kind, id) }]}
      says={`${recordKindWords[record.kind]} ${record.reference}, ${stopped(record.title)}`}
    >
      <Card title="The other record">
        <div className="stack">
          <FilterBar href={`/records/${id}/link`} fields={["words"]}>
            <FilterWords value={words} label="Find a record" placeholder="Reference or title" />
          </FilterBar>
          {choices.length === 0 ? (
            <p className="muted">
              {words ? "No record you may link holds these words." : "There is no record you may link here."}
            </p>
          ) : (
            <LinkRecordsForm action={linkRecordsAction} record={record} choices={choices} />
          )}
        </div>
      </Card>
    </Page>
  );
}
