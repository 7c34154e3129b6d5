import type { Metadata } from "next";
import { AgendaEditor } from "#components/meetings/agenda-editor.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { ItemQuery } from "#lib/meetings/inputs/meetings.ts";
import { mayKeep } from "#lib/meetings/policy.ts";
import { findCommittee, listTemplate } from "#lib/meetings/queries/committees.ts";
import { addTemplateItemAction, arrangeTemplateItemAction, changeTemplateItemAction } from "../../../actions.ts";

export const metadata: Metadata = { title: "Agenda template" };

export default async function TemplatePage({ params, searchParams }: PageProps<"/meetings/committees/[id]/agenda">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { item } = ItemQuery.parse(await searchParams);
  const { committee, items } = await read(actor, async (tx) => ({
    committee: await findCommittee(tx, actor, id),
    items: await listTemplate(tx, actor, id),
  }));
  const mine = found(
    committee && committee.state === "active" && mayKeep(actor, committee.serviceIds) ? committee : undefined,
  );
  return (
    <Page
      title="Agenda template"
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: mine.name, href: `/meetings/committees/${id}` },
      ]}
      says="Every meeting is called with this agenda. Planned meetings that nobody has changed by hand follow it."
    >
      <AgendaEditor
        actions={{
          add: addTemplateItemAction,
          change: changeTemplateItemAction,
          arrange: arrangeTemplateItemAction,
        }}
        id={id}
        version={mine.version}
        items={items}
        planned={mine.lengthMinutes}
        changing={item}
        here={`/meetings/committees/${id}/agenda`}
      />
    </Page>
  );
}
