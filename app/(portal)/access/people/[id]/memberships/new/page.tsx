import type { Metadata } from "next";
import { PostFields } from "#components/access/post-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/access/policy.ts";
import { findPerson } from "#lib/access/queries/people.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { startMembershipAction } from "../../../../actions.ts";

export const metadata: Metadata = { title: "Give a role" };

export default async function NewMembershipPage({ params }: PageProps<"/access/people/[id]/memberships/new">) {
  const actor = await enter("access");
  const id = foundId((await params).id);
  found(may(actor, "membership") || undefined);
  const page = await read(actor, async (tx) => ({
    person: await findPerson(tx, actor, id),
    services: await listServicesInScope(tx, actor),
  }));
  const person = found(page.person);
  return (
    <Page
      title={`Give ${person.name} a role`}
      crumbs={[
        { label: "Access", href: "/access" },
        { label: person.name, href: `/access/people/${id}` },
      ]}
    >
      <Form action={startMembershipAction} submit="Give this role" hidden={{ personId: id }}>
        <PostFields
          services={page.services}
          begins={<DateField name="startsOn" label="First day" hint="Leave empty to begin now." optional />}
        />
      </Form>
    </Page>
  );
}
