import type { Metadata } from "next";
import { LookingBack } from "#components/data-table/looking-back.tsx";
import { CommitteeList } from "#components/meetings/committee-list.tsx";
import { MeetingRegister } from "#components/meetings/meeting-register.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, read } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { MeetingQuery } from "#lib/meetings/inputs/meetings.ts";
import { listCallable, listCommitteeNames, listCommittees } from "#lib/meetings/queries/committees.ts";
import { countMeetingViews, listMeetings, meetingOrder, meetingsSentence } from "#lib/meetings/queries/register.ts";
import { listServicesInScope, serviceNames } from "#lib/records/queries.ts";
import { listSince } from "#lib/records/since.ts";
import { registerHref } from "#lib/registers/query.ts";
import { listViews } from "#lib/registers/views.ts";
import { registerFrame } from "../views/frame.ts";

export const metadata: Metadata = { title: "Meetings" };

export default async function MeetingsPage({ searchParams }: PageProps<"/meetings">) {
  const actor = await enter("meetings");
  const params = await searchParams;
  const query = MeetingQuery.parse(params);
  const { since, saved, rows, callable, ...found } = await read(
    actor,
    async (tx) => ({
      page: await listMeetings(tx, actor, query),
      counts: await countMeetingViews(tx, actor),
      rows: await listCommittees(tx, actor),
      committees: await listCommitteeNames(tx, actor),
      callable: query.at ? [] : await listCallable(tx, actor),
      names: await serviceNames(tx, actor),
      services: await listServicesInScope(tx, actor),
      saved: await listViews(tx, actor, "meetings"),
      since: query.at ? await listSince(tx, actor, "meeting") : undefined,
      now: tx.now,
    }),
    query.at,
  );
  const named = {
    committee: found.committees.find((one) => one.id === query.committee)?.name,
    service: query.service && found.names.get(query.service),
  };
  return (
    <Page
      title="Meetings"
      says={meetingsSentence(query, found.page.total, named)}
      actions={
        callable.length > 0 ? (
          <LinkButton variant="primary" href="/meetings/new">
            Call a meeting
          </LinkButton>
        ) : null
      }
    >
      <LookingBack
        at={query.at}
        asked={params.at}
        nowHref={registerHref("/meetings", params, { at: undefined })}
        since={since}
      />
      <CommitteeList committees={rows} mayMake={query.at === undefined && can(actor, "meetings", "keep")} />
      <MeetingRegister
        {...found}
        query={query}
        params={params}
        order={meetingOrder(query)}
        frame={await registerFrame(saved, query.at)}
        mayExport={can(actor, "meetings", "export")}
      />
    </Page>
  );
}
