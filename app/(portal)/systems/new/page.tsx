import type { Metadata } from "next";
import { SystemForm } from "#components/systems/system-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope, personNames } from "#lib/records/queries.ts";
import { recordSystemAction } from "../actions.ts";

export const metadata: Metadata = { title: "Record a system" };

export default async function NewSystemPage() {
  const actor = await enter("systems");
  found(can(actor, "systems", "record") || undefined);
  const { services, people } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    people: await personNames(tx, actor),
  }));
  return (
    <Page title="Record a system" crumbs={[{ label: "Systems", href: "/systems" }]}>
      <SystemForm
        action={recordSystemAction}
        submit="Record the system"
        services={services}
        people={[...people]}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
