import { ActionFields } from "#components/action-items/action-fields.tsx";
import { ServiceChoice } from "#components/action-items/service-choice.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { may } from "#lib/resilience-tests/policy.ts";
import { findTest, listFindings } from "#lib/resilience-tests/queries/record.ts";
import { titled } from "../../../../records/titled.ts";
import { raiseFromFindingAction } from "../../../actions.ts";

export const generateMetadata = titled("Raise an action", "raise an action");

export default async function RaiseFromFindingPage({
  params,
}: PageProps<"/resilience-tests/[id]/findings/[findingId]">) {
  const actor = await enter("resilience-tests");
  const asked = await params;
  const id = foundId(asked.id);
  const findingId = foundId(asked.findingId);
  found(can(actor, "action-items", "raise") || undefined);
  const page = await read(actor, async (tx) => {
    const test = await findTest(tx, actor, id);
    return {
      test,
      findings: await listFindings(tx, actor, id),
      services: await listServicesInScope(tx, actor),
      owners: await listOwners(tx, actor, test?.serviceIds),
    };
  });
  const test = found(page.test && may(actor, "raise", page.test) ? page.test : undefined);
  const finding = found(page.findings.find((one) => one.id === findingId && !one.actionId));
  const offered = test.serviceIds.filter((one) => page.services.some((service) => service.id === one));
  return (
    <Page
      title="Raise an action"
      crumbs={[
        { label: "Tests", href: "/resilience-tests" },
        { label: test.reference, href: `/resilience-tests/${id}` },
      ]}
      says={`For the finding: ${finding.says}`}
    >
      <Form action={raiseFromFindingAction} submit="Raise the action" hidden={{ id, findingId }}>
        <ActionFields owners={page.owners} sourceKind="resilience-test" />
        <DateField
          name="dueOn"
          label="Due date"
          hint="Leave empty for the usual time above. For example, 3 November 2026 or 3/11/26"
          optional
        />
        <ServiceChoice services={page.services} mayBeWide={actor.services === "all"} chosen={offered} />
      </Form>
    </Page>
  );
}
