import { AgendaEditor } from "#components/meetings/agenda-editor.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { ItemQuery } from "#lib/meetings/inputs/meetings.ts";
import { may } from "#lib/meetings/policy.ts";
import { findMeeting, listAgenda } from "#lib/meetings/queries/meeting.ts";
import { titled } from "../../../records/titled.ts";
import { addItemAction, arrangeItemAction, changeItemAction } from "../../actions.ts";

export const generateMetadata = titled("Agenda", "agenda");

export default async function AgendaPage({ params, searchParams }: PageProps<"/meetings/[id]/agenda">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { item } = ItemQuery.parse(await searchParams);
  const page = await read(actor, async (tx) => ({
    meeting: await findMeeting(tx, actor, id),
    items: await listAgenda(tx, actor, id),
  }));
  const { meeting } = page;
  const mine = found(meeting && meeting.state === "planned" && may(actor, "call", meeting) ? meeting : undefined);
  return (
    <Page
      title="Change the agenda"
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: mine.reference, href: `/meetings/${id}` },
      ]}
      says="This meeting's own agenda. Once it is changed here it no longer follows the committee's template."
    >
      <AgendaEditor
        actions={{ add: addItemAction, change: changeItemAction, arrange: arrangeItemAction }}
        id={id}
        version={mine.version}
        items={page.items}
        planned={mine.lengthMinutes}
        changing={item}
        here={`/meetings/${id}/agenda`}
      />
    </Page>
  );
}
