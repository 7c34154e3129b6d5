import type { Metadata } from "next";
import { OrganisationTabs } from "#components/organisation/organisation-tabs.tsx";
import { ProviderList } from "#components/organisation/provider-list.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { listProviders } from "#lib/organisation/queries/services.ts";
import { addProviderAction, changeProviderAction } from "../actions.ts";

export const metadata: Metadata = { title: "Legal providers" };

export default async function ProvidersPage() {
  const actor = await enter("organisation");
  const providers = await read(actor, (tx) => listProviders(tx, actor));
  return (
    <Page
      title="Legal providers"
      crumbs={[{ label: "Organisation", href: "/organisation" }]}
      says="The companies and charities that are registered with CQC, and what each runs."
    >
      <OrganisationTabs here="providers" mayImport={may(actor, "import", wholeOrganisation)} />
      <ProviderList
        providers={providers}
        {...(may(actor, "change", wholeOrganisation)
          ? { actions: { add: addProviderAction, change: changeProviderAction } }
          : {})}
      />
    </Page>
  );
}
