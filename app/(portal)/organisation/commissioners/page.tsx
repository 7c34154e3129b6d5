import type { Metadata } from "next";
import { CommissionerList } from "#components/organisation/commissioner-list.tsx";
import { OrganisationTabs } from "#components/organisation/organisation-tabs.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { listBodies } from "#lib/organisation/queries/commissioners.ts";
import { addBodyAction } from "../actions.ts";

export const metadata: Metadata = { title: "Commissioners" };

export default async function CommissionersPage() {
  const actor = await enter("organisation");
  const bodies = await read(actor, (tx) => listBodies(tx, actor));
  return (
    <Page
      title="Commissioners"
      crumbs={[{ label: "Organisation", href: "/organisation" }]}
      says="Who pays for care here, which services, and how soon each must be told of a disruption."
    >
      <OrganisationTabs here="commissioners" mayImport={may(actor, "import", wholeOrganisation)} />
      <CommissionerList bodies={bodies} {...(may(actor, "add", wholeOrganisation) ? { add: addBodyAction } : {})} />
    </Page>
  );
}
