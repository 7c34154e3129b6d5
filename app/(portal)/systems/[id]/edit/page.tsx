import { SystemForm } from "#components/systems/system-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { listServicesInScope, personNames } from "#lib/records/queries.ts";
import { may } from "#lib/systems/policy.ts";
import { findSystem } from "#lib/systems/queries.ts";
import { titled } from "../../../records/titled.ts";
import { changeSystemAction } from "../../actions.ts";

export const generateMetadata = titled("Change a system", "change");

export default async function EditSystemPage({ params }: PageProps<"/systems/[id]/edit">) {
  const actor = await enter("systems");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    system: await findSystem(tx, actor, id),
    services: await listServicesInScope(tx, actor),
    people: await personNames(tx, actor),
  }));
  const system = found(page.system && may(actor, "change", page.system) ? page.system : undefined);
  return (
    <Page
      title={`Change ${system.name}`}
      crumbs={[
        { label: "Systems", href: "/systems" },
        { label: system.reference, href: `/systems/${id}` },
      ]}
    >
      <SystemForm
        action={changeSystemAction}
        submit="Save the system"
        system={system}
        services={page.services}
        people={[...page.people]}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
