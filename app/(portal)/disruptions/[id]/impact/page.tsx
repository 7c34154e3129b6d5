import { DisruptionFrame } from "#components/disruptions/disruption-frame.tsx";
import { FallbackForm, ImpactForm, SystemForm } from "#components/disruptions/impact-forms.tsx";
import { FallbackList, ImpactList } from "#components/disruptions/impact-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { listRecordsToLink, listServicesInScope } from "#lib/records/queries.ts";
import { titled } from "../../../records/titled.ts";
import { nameSystemAction, recordFallbackAction, recordImpactAction } from "../../actions.ts";

export const generateMetadata = titled("What it meant", "what it meant");

export default async function ImpactPage({ params }: PageProps<"/disruptions/[id]/impact">) {
  const actor = await enter("disruptions");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    whole: await findWhole(tx, actor, id),
    services: await listServicesInScope(tx, actor),
    systems: await listRecordsToLink(tx, actor, ["system"]),
  }));
  const whole = found(page.whole);
  const { disruption } = whole;
  return (
    <DisruptionFrame whole={whole} part="impact" title="What it meant">
      <div className="grid-2">
        <ImpactList impacts={whole.impacts} names={whole.names} />
        <FallbackList fallbacks={whole.fallbacks} />
      </div>
      {disruption.state === "awaiting-approval" ? (
        <Notice title="The review is being signed">
          What it meant and what was used stand as the signers read them. A signer can return the review to change them.
        </Notice>
      ) : null}
      <div className="grid-2 ragged">
        {may(actor, "impact", disruption) ? (
          <Card title="Record what it meant for a service">
            <ImpactForm action={recordImpactAction} id={id} services={page.services} />
          </Card>
        ) : null}
        {may(actor, "fallback", disruption) ? (
          <Card title="Record what was used instead">
            <FallbackForm action={recordFallbackAction} id={id} />
          </Card>
        ) : null}
      </div>
      {may(actor, "triage", disruption) ? (
        <Card title="Name a system that failed">
          <SystemForm action={nameSystemAction} id={id} systems={page.systems} />
        </Card>
      ) : null}
    </DisruptionFrame>
  );
}
