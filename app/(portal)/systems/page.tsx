import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { SystemRegister } from "#components/systems/system-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { countViews, listSystems, systemOrders, systemsSentence } from "#lib/systems/queries.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Systems" };

export default async function SystemsPage({ searchParams }: PageProps<"/systems">) {
  const actor = await enter("systems");
  const params = await searchParams;
  const query = SystemQuery.parse(params);
  const { since, saved, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listSystems(tx, actor, query),
      counts: await countViews(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "systems"),
      since: query.at ? await listSince(tx, actor, "system") : undefined,
    }),
    query.at,
  );
  const mayRecord = query.at === undefined && can(actor, "systems", "record");
  return (
    <Page
      title="Systems"
      says={systemsSentence(query, found.page.total, query.service && found.names.get(query.service))}
      actions={
        mayRecord ? (
          <LinkButton variant="primary" href="/systems/new">
            Record a system
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/systems", params, { at: undefined })}
        since={since}
      />
      <SystemRegister
        {...found}
        query={query}
        params={params}
        order={systemOrders[query.sort]}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "systems", "export")}
        mayRecord={mayRecord}
      />
    </Page>
  );
}
