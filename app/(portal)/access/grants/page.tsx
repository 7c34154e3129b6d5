import type { Metadata } from "next";
import { AccessTabs } from "#components/access/access-tabs.tsx";
import { GrantsRegister } from "#components/access/grants-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { GrantsQuery } from "#lib/access/inputs.ts";
import { countGrants, grantsOrder, grantsSentence, listGrants } from "#lib/access/queries/grants.ts";
import { countWaiting } from "#lib/access/queries/requests.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listViews } from "#lib/registers/views.ts";
import { frameOfNow } from "../../views/frame.ts";

export const metadata: Metadata = { title: "Access from outside" };

export default async function GrantsPage({ searchParams }: PageProps<"/access/grants">) {
  const actor = await enter("access");
  const params = await searchParams;
  const query = GrantsQuery.parse(params);
  const { saved, waiting, ...found } = await read(actor, async (tx) => ({
    page: await listGrants(tx, actor, query),
    counts: await countGrants(tx, actor),
    names: await serviceNames(tx, actor),
    services: await listServicesInScope(tx, actor),
    saved: await listViews(tx, actor, "access/grants"),
    waiting: await countWaiting(tx, actor),
    now: tx.now,
  }));
  return (
    <Page
      title="Access from outside"
      says={grantsSentence(query, found.page.total, query.service && found.names.get(query.service))}
      actions={
        can(actor, "access", "grant") ? (
          <>
            <LinkButton href="/access/grants/new?kind=commissioner">Let an officer in</LinkButton>
            <LinkButton variant="primary" href="/access/grants/new?kind=inspector">
              Let an inspector in
            </LinkButton>
          </>
        ) : null
      }
    >
      <AccessTabs here="/access/grants" waiting={waiting} />
      <GrantsRegister
        {...found}
        query={query}
        params={params}
        order={grantsOrder}
        frame={await frameOfNow(saved)}
        mayExport={can(actor, "access", "export")}
      />
    </Page>
  );
}
