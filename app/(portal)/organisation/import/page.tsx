import type { Metadata } from "next";
import { ImportStart, PastImports } from "#components/organisation/import/import-start.tsx";
import { OrganisationTabs } from "#components/organisation/organisation-tabs.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { ImportNews } from "#lib/organisation/inputs.ts";
import { may, wholeOrganisation } from "#lib/organisation/policy.ts";
import { findOpenImport, listImports } from "#lib/organisation/queries/imports.ts";

export const metadata: Metadata = { title: "Import services" };

export default async function ImportPage({ searchParams }: PageProps<"/organisation/import">) {
  const actor = await enter("organisation");
  found(may(actor, "import", wholeOrganisation) || undefined);
  const news = ImportNews.parse(await searchParams);
  const { draft, past } = await read(actor, async (tx) => ({
    draft: await findOpenImport(tx, actor),
    past: await listImports(tx, actor),
  }));
  return (
    <Page
      title="Import services"
      crumbs={[{ label: "Organisation", href: "/organisation" }]}
      says="Bring services in from a CSV file, such as the CQC directory. Nothing is written before you have seen what would change."
    >
      <OrganisationTabs here="import" mayImport />
      <ImportStart news={news} draft={draft} />
      <PastImports past={past} />
    </Page>
  );
}
