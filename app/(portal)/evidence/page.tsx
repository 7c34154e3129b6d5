import type { Metadata } from "next";
import { BundleRegister } from "#components/evidence/bundle-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { BundleQuery } from "#lib/evidence/inputs.ts";
import { bundlesSentence, listBundles } from "#lib/evidence/queries.ts";
import { serviceNames } from "#lib/records/queries.ts";

export const metadata: Metadata = { title: "Evidence" };

export default async function EvidencePage({ searchParams }: PageProps<"/evidence">) {
  const actor = await enter("evidence");
  const params = await searchParams;
  const query = BundleQuery.parse(params);
  const { page, names } = await read(actor, async (tx) => ({
    page: await listBundles(tx, actor, query),
    names: await serviceNames(tx, actor),
  }));
  return (
    <Page
      title="Evidence bundles"
      says={bundlesSentence(query, page.total)}
      actions={
        <>
          <LinkButton href="/verify">Check a bundle</LinkButton>
          {can(actor, "evidence", "prepare") ? (
            <LinkButton variant="primary" href="/evidence/new">
              Prepare a bundle
            </LinkButton>
          ) : null}
        </>
      }
    >
      <BundleRegister page={page} names={names} query={query} params={params} />
    </Page>
  );
}
