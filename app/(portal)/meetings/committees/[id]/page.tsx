import type { Metadata } from "next";
import { AgendaTable } from "#components/meetings/agenda-table.tsx";
import { ComingDays } from "#components/meetings/coming-days.tsx";
import { CommitteeFacts, EscalationList, MeetingList } from "#components/meetings/committee-record.tsx";
import { MembersCard } from "#components/meetings/members-card.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { londonDay } from "#lib/dates.ts";
import { comingDays } from "#lib/meetings/calling.ts";
import { cadenceSentence, committeeKindWords } from "#lib/meetings/committee.ts";
import { EndQuery } from "#lib/meetings/inputs/meetings.ts";
import { may, mayKeep } from "#lib/meetings/policy.ts";
import {
  findCommittee,
  listCalledDays,
  listCommitteeNames,
  listEscalations,
  listMeetingsOf,
  listMembers,
  listTemplate,
} from "#lib/meetings/queries/committees.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { appointAction, releaseMemberAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Committee" };

export default async function CommitteePage({ params, searchParams }: PageProps<"/meetings/committees/[id]">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { end } = EndQuery.parse(await searchParams);
  const page = await read(actor, async (tx) => {
    const committee = await findCommittee(tx, actor, id);
    return (
      committee && {
        committee,
        members: await listMembers(tx, actor, id),
        items: await listTemplate(tx, actor, id),
        coming: await listMeetingsOf(tx, actor, id, "coming"),
        past: await listMeetingsOf(tx, actor, id, "past"),
        called: await listCalledDays(tx, actor, id),
        up: await listEscalations(tx, actor, id, "from"),
        down: await listEscalations(tx, actor, id, "to"),
        others: await listCommitteeNames(tx, actor),
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        today: londonDay(tx.now),
      }
    );
  });
  const { committee, others, today, ...rest } = found(page);
  const active = committee.state === "active";
  const keeps = active && mayKeep(actor, committee.serviceIds);
  const { serviceIds, posts } = committee;
  const calls = active && may(actor, "call", { state: "planned", serviceIds, posts });
  return (
    <Page
      title={committee.name}
      crumbs={[{ label: "Meetings", href: "/meetings" }]}
      marks={
        <>
          <StateChip state={active ? "ok" : "na"}>{active ? "In use" : "Closed"}</StateChip>
          <Tag>{committeeKindWords[committee.kind]}</Tag>
        </>
      }
      says={`${cadenceSentence(committee)}.`}
      actions={
        <>
          {keeps ? <LinkButton href={`/meetings/committees/${id}/edit`}>Change or close</LinkButton> : null}
          {keeps ? <LinkButton href={`/meetings/committees/${id}/agenda`}>Change the agenda</LinkButton> : null}
          {calls ? (
            <LinkButton variant="primary" href={`/meetings/new?committee=${id}`}>
              Call a meeting
            </LinkButton>
          ) : null}
        </>
      }
    >
      <div className="grid-main">
        <div className="stack loose">
          <Card title="Terms of reference">
            <p className="prose keep-lines">{committee.terms}</p>
          </Card>
          <AgendaTable title="Agenda template" items={rest.items} planned={committee.lengthMinutes} />
          <MeetingList title="Meetings to come" meetings={rest.coming} none="None is called." />
          <MeetingList title="Past and cancelled meetings" meetings={rest.past} none="None was held here yet." />
          <EscalationList title="What went up from it" rows={rest.up} none="Nothing went up." says="to" />
          <EscalationList title="What came to it" rows={rest.down} none="Nothing came." says="from" />
        </div>
        <div className="stack loose">
          <CommitteeFacts
            committee={committee}
            services={serviceIds.map((service) => rest.names.get(service) ?? "")}
            reportsTo={others.find((one) => one.id === committee.reportsToId)}
            reporting={others.filter((one) => one.reportsToId === id && one.state === "active")}
          />
          <MembersCard
            committee={committee}
            members={rest.members}
            {...(keeps
              ? {
                  acts: {
                    appoint: appointAction,
                    release: releaseMemberAction,
                    people: [...rest.people],
                    today,
                    ending: end,
                  },
                }
              : {})}
          />
          {active ? <ComingDays days={comingDays(committee, today)} called={rest.called} /> : null}
        </div>
      </div>
    </Page>
  );
}
