import type { Metadata } from "next";
import { TimeChanges, TimesForm } from "#components/disruptions/times-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findDisruption, listTimeChanges, timesOf } from "#lib/disruptions/queries/disruption.ts";
import { changeTimesAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Times" };

export default async function TimesPage({ params }: PageProps<"/disruptions/[id]/times">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    row: await findDisruption(tx, actor, id),
    changes: await listTimeChanges(tx, actor, id),
  }));
  const row = found(page.row);
  return (
    <Page
      title={`Times: ${row.title}`}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        { label: row.reference, href: `/disruptions/${id}` },
      ]}
      says="Each of these is its own moment. When we noticed is when we became aware."
    >
      {may(actor, "time", row) ? (
        <TimesForm action={changeTimesAction} id={id} version={row.version} times={timesOf(row)} />
      ) : null}
      <TimeChanges changes={page.changes} roles={roleLabels} />
    </Page>
  );
}
