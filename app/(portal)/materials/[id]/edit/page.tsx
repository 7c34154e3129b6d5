import { MaterialForm } from "#components/materials/material-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/materials/policy.ts";
import { findMaterial, listSites } from "#lib/materials/queries/register.ts";
import { listServicesInScope, personNames } from "#lib/records/queries.ts";
import { titled } from "../../../records/titled.ts";
import { changeMaterialAction } from "../../actions.ts";

export const generateMetadata = titled("Change a material", "change");

export default async function EditMaterialPage({ params }: PageProps<"/materials/[id]/edit">) {
  const actor = await enter("materials");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    material: await findMaterial(tx, actor, id),
    services: await listServicesInScope(tx, actor),
    sites: await listSites(tx, actor),
    people: await personNames(tx, actor),
  }));
  const material = found(page.material && may(actor, "change", page.material) ? page.material : undefined);
  return (
    <Page
      title={`Change ${material.title}`}
      crumbs={[
        { label: "Materials", href: "/materials" },
        { label: material.reference, href: `/materials/${id}` },
      ]}
    >
      <MaterialForm
        action={changeMaterialAction}
        submit="Save the material"
        material={material}
        services={page.services}
        sites={page.sites}
        people={[...page.people]}
      />
    </Page>
  );
}
