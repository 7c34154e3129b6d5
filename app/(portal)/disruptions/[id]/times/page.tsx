import { TimeChanges, TimesForm, TimesStanding } from "#components/disruptions/times-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { moments, timesOpen } from "#lib/disruptions/disruption.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findDisruption, listTimeChanges, timesOf } from "#lib/disruptions/queries/disruption.ts";
import { titled } from "../../../records/titled.ts";
import { changeTimesAction } from "../../actions.ts";

export const generateMetadata = titled("Times", "times");

export default async function TimesPage({ params }: PageProps<"/disruptions/[id]/times">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    row: await findDisruption(tx, actor, id),
    changes: await listTimeChanges(tx, actor, id),
  }));
  const row = found(page.row);
  const times = timesOf(row);
  const open = may(actor, "time", row) ? timesOpen(row.state, times) : [];
  return (
    <Page
      title={`Times: ${row.title}`}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        { label: row.reference, href: `/disruptions/${id}` },
      ]}
      says="Each of these is its own moment. When we noticed is when we became aware."
    >
      {row.state === "awaiting-approval" ? (
        <Notice title="The review is being signed">
          What is known and when it began stand as the signers read them. To change them, the review is returned first.
        </Notice>
      ) : null}
      {open.length < moments.length ? (
        <TimesStanding times={times} standing={moments.filter((moment) => !open.includes(moment))} />
      ) : null}
      {open.length > 0 ? (
        <TimesForm action={changeTimesAction} id={id} version={row.version} times={times} open={open} />
      ) : null}
      {open.length === 0 && page.changes.length === 0 ? (
        <Card title="How the times became known" flush>
          <Empty missing="No time has been changed." means="The times are those of the report." />
        </Card>
      ) : null}
      <TimeChanges changes={page.changes} roles={roleLabels} />
    </Page>
  );
}
