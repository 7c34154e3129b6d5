import type { Metadata } from "next";
import { CommitteeForm } from "#components/meetings/committee-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { listCommitteeNames } from "#lib/meetings/queries/committees.ts";
import { listServicesInScope } from "#lib/records/queries.ts";
import { makeCommitteeAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Make a committee" };

export default async function NewCommitteePage() {
  const actor = await enter("meetings");
  found(can(actor, "meetings", "keep") || undefined);
  const { services, others } = await read(actor, async (tx) => ({
    services: await listServicesInScope(tx, actor),
    others: await listCommitteeNames(tx, actor),
  }));
  return (
    <Page title="Make a committee" crumbs={[{ label: "Meetings", href: "/meetings" }]}>
      <CommitteeForm
        action={makeCommitteeAction}
        submit="Make the committee"
        others={others.filter((one) => one.state === "active")}
        services={services}
        mayBeWide={actor.services === "all"}
      />
    </Page>
  );
}
