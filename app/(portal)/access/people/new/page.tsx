import type { Metadata } from "next";
import { PostFields } from "#components/access/post-fields.tsx";
import { ShownOnce } from "#components/access/shown-once.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { may } from "#lib/access/policy.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { invitePersonAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Invite a person" };

export default async function InvitePage() {
  const actor = await enter("access");
  found(may(actor, "invite") || undefined);
  const services = await read(actor, (tx) => listServicesInScope(tx, actor));
  return (
    <Page
      title="Invite a person"
      crumbs={[{ label: "Access", href: "/access" }]}
      says="You are shown a link, once, and hand it over yourself. Nothing opens before they accept by it. No mail server is needed."
    >
      <Form action={invitePersonAction} submit="Invite this person">
        <ShownOnce />
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField
          name="email"
          label="Email address"
          hint="They sign in with it. Not one that has access from outside now."
          type="email"
        />
        <PostFields services={services} />
      </Form>
    </Page>
  );
}
