import type { Metadata } from "next";
import { AccessTabs } from "#components/access/access-tabs.tsx";
import { RequestsRegister } from "#components/access/requests-register.tsx";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { RequestsQuery } from "#lib/access/inputs.ts";
import { countRequests, listRequests, requestsOrder, requestsSentence } from "#lib/access/queries/requests.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../../views/frame.ts";

export const metadata: Metadata = { title: "Asked of us" };

export default async function RequestsPage({ searchParams }: PageProps<"/access/requests">) {
  const actor = await enter("access");
  const params = await searchParams;
  const query = RequestsQuery.parse(params);
  const { since, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listRequests(tx, actor, query),
      counts: await countRequests(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "access/requests"),
      since: query.at ? await listSince(tx, actor, "request") : undefined,
      now: tx.now,
    }),
    query.at,
  );
  return (
    <Page
      title="Asked of us"
      says={requestsSentence(query, found.page.total, query.service && found.names.get(query.service))}
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/access/requests", params, { at: undefined })}
        since={since}
      />
      <AccessTabs here="/access/requests" waiting={found.counts.open} />
      <RequestsRegister
        {...found}
        query={query}
        params={params}
        order={requestsOrder}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "access", "export")}
      />
    </Page>
  );
}
