import { SetAsideForm } from "#components/disruptions/set-aside-form.tsx";
import { TriageForm } from "#components/disruptions/triage-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { triageLeadsTo } from "#lib/disruptions/duty.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findDisruption } from "#lib/disruptions/queries/disruption.ts";
import { listOriginals } from "#lib/disruptions/queries/register.ts";
import { findReview } from "#lib/disruptions/queries/review.ts";
import { titled } from "../../../records/titled.ts";
import { setAsideAction, triageDisruptionAction } from "../../actions.ts";

export const generateMetadata = titled("Triage", "triage");

export default async function TriagePage({ params }: PageProps<"/disruptions/[id]/triage">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    row: await findDisruption(tx, actor, id),
    reviewed: await findReview(tx, actor, id),
    others: await listOriginals(tx, actor, id),
  }));
  const row = found(page.row);
  found((may(actor, "triage", row) && row.severityConfirmed === null) || undefined);
  return (
    <Page
      title={`Triage: ${row.title}`}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        { label: row.reference, href: `/disruptions/${id}` },
      ]}
      says={triageLeadsTo}
    >
      <TriageForm action={triageDisruptionAction} disruption={row} />
      {may(actor, "set-aside", row) && !page.reviewed ? (
        <SetAsideForm action={setAsideAction} id={id} version={row.version} others={page.others} />
      ) : null}
    </Page>
  );
}
