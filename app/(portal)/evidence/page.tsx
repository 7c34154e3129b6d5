import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { BundleRegister } from "#components/evidence/bundle-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { BundleQuery } from "#lib/evidence/inputs.ts";
import { listBodies } from "#lib/evidence/queries/bodies.ts";
import { bundleOrders, bundlesSentence, countBundles, listBundles } from "#lib/evidence/queries/register.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Evidence" };

export default async function EvidencePage({ searchParams }: PageProps<"/evidence">) {
  const actor = await enter("evidence");
  const params = await searchParams;
  const query = BundleQuery.parse(params);
  const { since, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listBundles(tx, actor, query),
      counts: await countBundles(tx, actor),
      names: await serviceNames(tx, actor),
      bodies: new Map((await listBodies(tx, actor)).map((body) => [body.id, body.name])),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "evidence"),
      since: query.at ? await listSince(tx, actor, "bundle") : undefined,
    }),
    query.at,
  );
  const forBoard = actor.role === "board-member";
  return (
    <Page
      title="Evidence bundles"
      says={bundlesSentence(query, found.page.total, query.service && found.names.get(query.service), forBoard)}
      actions={
        <>
          <LinkButton href="/verify">Check a bundle</LinkButton>
          {query.at === undefined && can(actor, "evidence", "prepare") ? (
            <LinkButton variant="primary" href="/evidence/new">
              Prepare a bundle
            </LinkButton>
          ) : null}
        </>
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/evidence", params, { at: undefined })}
        since={since}
      />
      <BundleRegister
        {...found}
        query={query}
        params={params}
        order={bundleOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "evidence", "export")}
        mayPrepare={can(actor, "evidence", "prepare")}
        forBoard={forBoard}
      />
    </Page>
  );
}
