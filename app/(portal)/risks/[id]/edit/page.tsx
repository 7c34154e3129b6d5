import { ChangeRiskForm } from "#components/risks/risk-forms.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listAbleChoices } from "#lib/access/queries/able.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { may, owning } from "#lib/risks/policy.ts";
import { findRisk } from "#lib/risks/queries/record.ts";
import { titled } from "../../../records/titled.ts";
import { changeRiskAction } from "../../actions.ts";

export const generateMetadata = titled("Change a risk", "change");

export default async function EditRiskPage({ params }: PageProps<"/risks/[id]/edit">) {
  const actor = await enter("risks");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const risk = await findRisk(tx, actor, id);
    return {
      risk,
      services: await listServicesInScope(tx, actor),
      names: await serviceNames(tx, actor),
      people: await listAbleChoices(tx, actor, undefined, owning, risk?.ownerId),
    };
  });
  const risk = found(page.risk && may(actor, "change", page.risk) ? page.risk : undefined);
  // An owner keeps the services of the risk that lie beyond their own scope.
  const beyond = risk.serviceIds.filter((serviceId) => !page.services.some((service) => service.id === serviceId));
  return (
    <Page
      title={`Change ${risk.title}`}
      crumbs={[
        { label: "Risks", href: "/risks" },
        { label: risk.reference, href: `/risks/${id}` },
      ]}
    >
      <ChangeRiskForm
        action={changeRiskAction}
        risk={risk}
        services={[...page.services, ...beyond.map((one) => ({ id: one, name: page.names.get(one) ?? "" }))]}
        people={page.people}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
