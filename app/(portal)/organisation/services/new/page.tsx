import type { Metadata } from "next";
import { ServiceForm } from "#components/organisation/service-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { listProviders } from "#lib/organisation/queries/services.ts";
import { personNames } from "#lib/records/queries.ts";
import { addServiceAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Add a service" };

export default async function NewServicePage() {
  const actor = await enter("organisation");
  found(may(actor, "add", wholeOrganisation) || undefined);
  const { providers, people } = await read(actor, async (tx) => ({
    providers: await listProviders(tx, actor),
    people: await personNames(tx, actor),
  }));
  return (
    <Page title="Add a service" crumbs={[{ label: "Organisation", href: "/organisation" }]}>
      <ServiceForm action={addServiceAction} submit="Add the service" providers={providers} people={[...people]} />
    </Page>
  );
}
