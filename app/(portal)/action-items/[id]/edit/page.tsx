import { ChangeActionForm } from "#components/action-items/change-action-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/action-items/policy.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { findAction } from "#lib/action-items/queries/register.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { titled } from "../../../records/titled.ts";
import { changeActionAction } from "../../actions.ts";

export const generateMetadata = titled("Change an action", "change");

export default async function EditActionPage({ params }: PageProps<"/action-items/[id]/edit">) {
  const actor = await enter("action-items");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const action = await findAction(tx, actor, id);
    return {
      action,
      services: await listServicesInScope(tx, actor),
      owners: await listOwners(tx, actor, action?.serviceIds, action?.ownerId),
    };
  });
  const action = found(page.action && may(actor, "change", page.action) ? page.action : undefined);
  return (
    <Page
      title={`Change ${action.reference}`}
      crumbs={[
        { label: "Actions", href: "/action-items" },
        { label: action.reference, href: `/action-items/${id}` },
      ]}
    >
      <ChangeActionForm
        action={changeActionAction}
        item={action}
        services={page.services}
        owners={page.owners}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
