import type { Metadata } from "next";
import { MaterialForm } from "#components/materials/material-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listSites } from "#lib/materials/queries/register.ts";
import { listServicesInScope, personNames } from "#lib/records/queries.ts";
import { recordMaterialAction } from "../actions.ts";

export const metadata: Metadata = { title: "Record a material" };

export default async function NewMaterialPage() {
  const actor = await enter("materials");
  found(can(actor, "materials", "record") || undefined);
  const { people, ...choices } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    sites: await listSites(tx, actor),
    people: await personNames(tx, actor),
  }));
  return (
    <Page title="Record a material" crumbs={[{ label: "Materials", href: "/materials" }]}>
      <MaterialForm action={recordMaterialAction} submit="Record the material" {...choices} people={[...people]} />
    </Page>
  );
}
