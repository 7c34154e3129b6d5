import type { Metadata } from "next";
import { PostFields } from "#components/access/post-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { membershipState } from "#lib/access/membership.ts";
import { may } from "#lib/access/policy.ts";
import { findPerson } from "#lib/access/queries/people.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { changeMembershipAction, endMembershipAction } from "../../../../actions.ts";

export const metadata: Metadata = { title: "Change a role" };

export default async function MembershipPage({ params }: PageProps<"/access/people/[id]/memberships/[membership]">) {
  const actor = await enter("access");
  const asked = await params;
  const [id, membershipId] = [foundId(asked.id), foundId(asked.membership)];
  found(may(actor, "membership") || undefined);
  const page = await read(actor, async (tx) => ({
    person: await findPerson(tx, actor, id),
    services: await listServicesInScope(tx, actor),
    now: tx.now,
  }));
  const person = found(page.person);
  const held = found(
    person.memberships.find((one) => one.id === membershipId && membershipState(one, page.now) !== "ended"),
  );
  const hidden = { id: held.id, version: held.version };
  return (
    <Page
      title={`Change the role of ${person.name}`}
      crumbs={[
        { label: "Access", href: "/access" },
        { label: person.name, href: `/access/people/${id}` },
      ]}
      says="Every session of this person ends when you save. The role as it was stays in the trail."
    >
      <Form action={changeMembershipAction} submit="Save the role" hidden={hidden}>
        <PostFields services={page.services} known={held} />
      </Form>
      <FinalAct
        question={`End the role of ${held.title ?? roleLabels[held.role]}?`}
        records="It ends now, with every session. It stays on the person's page with its dates."
      >
        <Form action={endMembershipAction} submit="End this role now" variant="alarm" hidden={hidden} />
      </FinalAct>
    </Page>
  );
}
