import type { Metadata } from "next";
import { TriageForm } from "#components/disruptions/triage-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findDisruption } from "#lib/disruptions/queries/disruption.ts";
import { triageDisruptionAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Triage" };

export default async function TriagePage({ params }: PageProps<"/disruptions/[id]/triage">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const row = found(await read(actor, (tx) => findDisruption(tx, actor, id)));
  found((may(actor, "triage", row) && row.severityConfirmed === null) || undefined);
  return (
    <Page
      title={`Triage: ${row.title}`}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        { label: row.reference, href: `/disruptions/${id}` },
      ]}
      says="Severity 1 is closed here if nothing else is open. From severity 2 a review follows."
    >
      <TriageForm action={triageDisruptionAction} disruption={row} />
    </Page>
  );
}
