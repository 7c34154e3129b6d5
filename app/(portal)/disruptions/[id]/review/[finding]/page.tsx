import { FindingActionForm, NoActionForm } from "#components/disruptions/finding-forms.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listAble } from "#lib/access/holders.ts";
import { inRole, roleLabels } from "#lib/access/roles.ts";
import { actionPriorities, levelIds, levels, priorityWords, strengthWords } from "#lib/action-items/action-item.ts";
import { may } from "#lib/disruptions/policy.ts";
import { findWhole } from "#lib/disruptions/queries/whole.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { titled } from "../../../../records/titled.ts";
import { noActionAction, raiseFromFindingAction } from "../../../actions.ts";

export const generateMetadata = titled("Decide on an action", "decide on an action");

export default async function FindingPage({ params }: PageProps<"/disruptions/[id]/review/[finding]">) {
  const actor = await enter("disruptions");
  const { id: typed, finding: wanted } = await params;
  const [id, findingId] = [foundId(typed), foundId(wanted)];
  const page = await read(actor, async (tx) => {
    const whole = await findWhole(tx, actor, id);
    return {
      whole,
      owners: whole ? await listAble(tx, actor, whole.disruption.serviceIds) : [],
      services: await listServicesInScope(tx, actor),
    };
  });
  const { disruption, findings } = found(page.whole);
  const finding = found(findings.find((one) => one.id === findingId && !one.decided));
  found(may(actor, "review", disruption) || undefined);
  const mine = disruption.serviceIds.filter((service) => page.services.some((one) => one.id === service));
  return (
    <Page
      title={finding.says}
      eyebrow={`Finding ${finding.number}`}
      crumbs={[
        { label: "Disruptions", href: "/disruptions" },
        { label: disruption.reference, href: `/disruptions/${id}` },
        { label: "Review and learning", href: `/disruptions/${id}/review` },
      ]}
      says={finding.detail ?? "Every finding ends in an action, or in a reason why none is needed."}
    >
      <Card title="Raise an action">
        <FindingActionForm
          action={raiseFromFindingAction}
          id={id}
          finding={finding}
          serviceIds={mine}
          mayBeWide={actor.services === "all"}
          choices={{
            levels: levelIds.map((value) => ({
              value,
              label: `${strengthWords[levels[value].strength]}: ${levels[value].label}`,
            })),
            priorities: actionPriorities.map((value) => ({
              value,
              label: `${priorityWords[value].label}, usually within ${priorityWords[value].days} days`,
            })),
            owners: [
              ...new Map(
                page.owners.map((holder) => [
                  holder.personId,
                  { value: holder.personId, label: inRole(holder.name, holder.title ?? roleLabels[holder.role]) },
                ]),
              ).values(),
            ],
            services: page.services.map((service) => ({ value: service.id, label: service.name })),
          }}
        />
      </Card>
      <Card title="Or no action">
        <NoActionForm action={noActionAction} id={id} findingId={finding.id} />
      </Card>
    </Page>
  );
}
