import type { Metadata } from "next";
import { ServiceForm } from "#components/organisation/service-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/organisation/policy.ts";
import { findService, listProviders } from "#lib/organisation/queries/services.ts";
import { personNames } from "#lib/records/queries.ts";
import { changeServiceAction } from "../../../actions.ts";

export const metadata: Metadata = { title: "Change a service" };

export default async function EditServicePage({ params }: PageProps<"/organisation/services/[id]/edit">) {
  const actor = await enter("organisation");
  const id = foundId((await params).id);
  found(may(actor, "change", { serviceIds: [id], closedOn: null }) || undefined);
  const page = await read(actor, async (tx) => ({
    service: await findService(tx, actor, id),
    providers: await listProviders(tx, actor),
    people: await personNames(tx, actor),
  }));
  const service = found(page.service);
  return (
    <Page
      title={`Change ${service.name}`}
      crumbs={[
        { label: "Organisation", href: "/organisation" },
        { label: service.name, href: `/organisation/services/${id}` },
      ]}
    >
      <ServiceForm
        action={changeServiceAction}
        submit="Save the service"
        service={service}
        providers={page.providers}
        people={[...page.people]}
      />
    </Page>
  );
}
