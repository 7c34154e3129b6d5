import type { Metadata } from "next";
import { z } from "zod";
import { GrantFields } from "#components/access/grant-fields.tsx";
import { ShownOnce } from "#components/access/shown-once.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { grantKinds } from "#lib/access/grant.ts";
import { listBodies } from "#lib/access/queries/grants.ts";
import { can } from "#lib/access/roles.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { grantCommissionerAction, grantInspectorAction } from "../actions.ts";

export const metadata: Metadata = { title: "Let someone in" };

const says = {
  inspector:
    "For the time you name they read what you choose here, and nothing else. Each page they open is shown to you. They sign in with their password and a code that you read out.",
  commissioner:
    "For the time you name they see the bundles that are issued to their council or board, and may ask for more.",
};

export default async function NewGrantPage({ searchParams }: PageProps<"/access/grants/new">) {
  const actor = await enter("access");
  found(can(actor, "access", "grant") || undefined);
  const kind = z
    .enum(grantKinds)
    .catch("inspector")
    .parse((await searchParams).kind);
  const { services, bodies } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    bodies: await listBodies(tx, actor),
  }));
  return (
    <Page
      title={kind === "inspector" ? "Let an inspector in" : "Let a commissioner's officer in"}
      crumbs={[
        { label: "Access", href: "/access" },
        { label: "Access from outside", href: "/access/grants" },
      ]}
      says={says[kind]}
    >
      {kind === "commissioner" && bodies.length === 0 ? (
        <Empty
          missing="No council or board is recorded for your services."
          means="Which services a council or board commissions is kept under Organisation."
        />
      ) : (
        <Form
          action={kind === "inspector" ? grantInspectorAction : grantCommissionerAction}
          submit="Grant this access"
          key={kind}
        >
          <ShownOnce />
          <GrantFields kind={kind} services={services} bodies={bodies} />
        </Form>
      )}
    </Page>
  );
}
