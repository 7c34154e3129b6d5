import type { Metadata } from "next";
import { LinkForm } from "#components/frameworks/link-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { formatDate } from "#lib/dates.ts";
import { heldSentence } from "#lib/frameworks/framework.ts";
import { LinkQuery } from "#lib/frameworks/inputs.ts";
import { may } from "#lib/frameworks/policy.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import { findRecord } from "#lib/records/queries.ts";
import { recordHref, recordKindWords } from "#lib/records/record.ts";
import { stopped } from "#lib/words.ts";
import { linkEvidenceAction } from "../actions.ts";

export const metadata: Metadata = { title: "Link a record to a quality statement" };

export default async function LinkPage({ searchParams }: PageProps<"/frameworks/link">) {
  const actor = await enter("frameworks");
  const id = foundId(LinkQuery.parse(await searchParams).record ?? "");
  const page = await read(actor, async (tx) => ({
    record: await findRecord(tx, actor, id),
    list: await currentFrameworks(tx),
  }));
  const record = found(
    page.record && may(actor, "link", { serviceIds: page.record.serviceIds, ended: false }) ? page.record : undefined,
  );
  const statements = page.list.frameworks.flatMap((framework) =>
    framework.statements.map((one) => ({
      value: one.id,
      label: `${framework.status === "draft" ? "Draft, " : ""}${one.code} ${one.name}`,
    })),
  );
  return (
    <Page
      title="Link to a quality statement"
      crumbs={[{ label: record.reference, href: recordHref(record.kind, record.id) }]}
      says={`${recordKindWords[record.kind]} ${record.reference}, ${stopped(record.title)} ${heldSentence(page.list, formatDate(page.list.asOf))}`}
    >
      <Card title="What it is evidence for">
        <LinkForm action={linkEvidenceAction} record={record.id} statement={statements} />
      </Card>
    </Page>
  );
}
