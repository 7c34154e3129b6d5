import type { Metadata } from "next";
import { SystemRegister } from "#components/systems/system-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listViews } from "#lib/registers/views.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { countViews, listSystems, systemsSentence } from "#lib/systems/queries.ts";

export const metadata: Metadata = { title: "Systems" };

export default async function SystemsPage({ searchParams }: PageProps<"/systems">) {
  const actor = await enter("systems");
  const params = await searchParams;
  const query = SystemQuery.parse(params);
  const found = await read(actor, async (tx) => ({
    page: await listSystems(tx, actor, query),
    counts: await countViews(tx, actor),
    names: await serviceNames(tx, actor),
    services: await listServicesInScope(tx, actor),
    saved: await listViews(tx, actor, "systems"),
    now: tx.now,
  }));
  return (
    <Page
      title="Systems"
      says={systemsSentence(query, found.page.total, query.service && found.names.get(query.service))}
      actions={
        can(actor, "systems", "record") ? (
          <LinkButton variant="primary" href="/systems/new">
            Record a system
          </LinkButton>
        ) : null
      }
    >
      <SystemRegister {...found} query={query} params={params} mayExport={can(actor, "systems", "export")} />
    </Page>
  );
}
