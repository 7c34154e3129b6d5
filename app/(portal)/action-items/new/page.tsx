import type { Metadata } from "next";
import { RaiseActionForm } from "#components/action-items/raise-action-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { sourceOf } from "#lib/action-items/action-item.ts";
import { listOwners } from "#lib/action-items/queries/owners.ts";
import { findRecord, listServicesInScope } from "#lib/records/queries.ts";
import { stopped } from "#lib/words.ts";
import { raiseActionAction } from "../actions.ts";

export const metadata: Metadata = { title: "Raise an action" };

export default async function NewActionPage({ searchParams }: PageProps<"/action-items/new">) {
  const actor = await enter("action-items");
  found(can(actor, "action-items", "raise") || undefined);
  const { from } = await searchParams;
  const fromId = typeof from === "string" ? foundId(from) : undefined;
  const page = await read(actor, async (tx) => {
    const source = fromId ? await findRecord(tx, actor, fromId) : undefined;
    return {
      source,
      services: await listServicesInScope(tx, actor),
      owners: await listOwners(tx, actor, source?.serviceIds),
    };
  });
  const source = fromId ? found(page.source) : undefined;
  return (
    <Page
      title="Raise an action"
      crumbs={[{ label: "Actions", href: "/action-items" }]}
      says={source ? `From ${source.reference}, ${stopped(source.title)}` : undefined}
    >
      <RaiseActionForm
        action={raiseActionAction}
        source={source && { id: source.id, kind: sourceOf(source.kind), serviceIds: source.serviceIds }}
        services={page.services}
        owners={page.owners}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
