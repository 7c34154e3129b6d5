import { CancelForm } from "#components/meetings/meeting-acts.tsx";
import { MeetingForm } from "#components/meetings/meeting-form.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/meetings/policy.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { titled } from "../../../records/titled.ts";
import { cancelMeetingAction, changeMeetingAction } from "../../actions.ts";

export const generateMetadata = titled("Change a meeting", "change");

export default async function EditMeetingPage({ params }: PageProps<"/meetings/[id]/edit">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const page = await read(actor, (tx) => findMeeting(tx, actor, id));
  const meeting = found(page && may(actor, "call", page) ? page : undefined);
  return (
    <Page
      title="Move or cancel"
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: meeting.reference, href: `/meetings/${id}` },
      ]}
      says="Once it is changed here it no longer follows the committee's own agenda, place and length."
    >
      <MeetingForm action={changeMeetingAction} meeting={meeting} />
      <CancelForm action={cancelMeetingAction} id={id} version={meeting.version} />
    </Page>
  );
}
