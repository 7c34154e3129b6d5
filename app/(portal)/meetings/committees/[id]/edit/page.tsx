import type { Metadata } from "next";
import { CloseCommitteeForm } from "#components/meetings/close-committee-form.tsx";
import { CommitteeForm } from "#components/meetings/committee-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { mayKeep } from "#lib/meetings/policy.ts";
import { findCommittee, listCommitteeNames } from "#lib/meetings/queries/committees.ts";
import { changeCommitteeAction, closeCommitteeAction } from "../../../actions.ts";

export const metadata: Metadata = { title: "Change a committee" };

export default async function EditCommitteePage({ params }: PageProps<"/meetings/committees/[id]/edit">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => ({
    committee: await findCommittee(tx, actor, id),
    others: await listCommitteeNames(tx, actor),
  }));
  const { committee } = page;
  const mine = found(
    committee && committee.state === "active" && mayKeep(actor, committee.serviceIds) ? committee : undefined,
  );
  const { reportsToId } = mine;
  const unseen =
    reportsToId && !page.others.some((one) => one.id === reportsToId)
      ? [{ id: reportsToId, name: "The committee it reports to now" }]
      : [];
  return (
    <Page
      title={`Change ${mine.name}`}
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: mine.name, href: `/meetings/committees/${id}` },
      ]}
      says="Planned meetings that nobody has changed by hand follow its name, start, place, length, quorum and marking."
    >
      <CommitteeForm
        action={changeCommitteeAction}
        submit="Save the committee"
        committee={mine}
        others={[...page.others.filter((one) => one.state === "active" && one.id !== id), ...unseen]}
        services={[]}
        mayBeWide={actor.services === "all"}
      />
      <CloseCommitteeForm action={closeCommitteeAction} id={id} version={mine.version} />
    </Page>
  );
}
