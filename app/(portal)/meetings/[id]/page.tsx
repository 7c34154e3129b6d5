import { AgendaTable } from "#components/meetings/agenda-table.tsx";
import { AttendanceCard } from "#components/meetings/attendance-card.tsx";
import { BoardScreenLink } from "#components/meetings/board-screen-link.tsx";
import { DecisionsNeeded, takenUp } from "#components/meetings/decisions-needed.tsx";
import { InterestsCard } from "#components/meetings/interests-card.tsx";
import { BeginForm, EndForm } from "#components/meetings/meeting-acts.tsx";
import { MeetingFacts } from "#components/meetings/meeting-facts.tsx";
import { MeetingChip } from "#components/meetings/meeting-mark.tsx";
import { QuestionsCard } from "#components/meetings/questions-card.tsx";
import { AnswerCard } from "#components/ui/answer-card.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { WaitingList } from "#components/ui/waiting-list.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { apart } from "#lib/carrying/carrying.ts";
import { listWaitingOf } from "#lib/carrying/queries/waiting.ts";
import { formatDate, formatTime, londonParts } from "#lib/dates.ts";
import { leftOverDay } from "#lib/meetings/deciding.ts";
import { heldAt, plannedOn } from "#lib/meetings/meeting.ts";
import { nextStep } from "#lib/meetings/next-step.ts";
import { may } from "#lib/meetings/policy.ts";
import { listAttendance, listInterests, listSeats } from "#lib/meetings/queries/attendance.ts";
import { listDecisions, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { listSentHere } from "#lib/meetings/queries/escalations.ts";
import { findMeeting, findPrevious, listAgenda } from "#lib/meetings/queries/meeting.ts";
import { quorumOf, quorumSentence } from "#lib/meetings/quorum.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { RecordParts, readParts } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import { beginMeetingAction, declareInterestAction, endMeetingAction } from "../actions.ts";

export const generateMetadata = titled("Meeting");

export default async function MeetingPage({ params, searchParams }: PageProps<"/meetings/[id]">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { attached } = await searchParams;
  const page = await read(actor, async (tx) => {
    const meeting = await findMeeting(tx, actor, id);
    return (
      meeting && {
        meeting,
        agenda: await listAgenda(tx, actor, id),
        seats: await listSeats(tx, actor, meeting),
        attendance: await listAttendance(tx, actor, id),
        interests: await listInterests(tx, actor, id),
        waiting: apart(await listWaitingOf(tx, actor, id)),
        questions: await listDecisions(tx, actor, id),
        leftOver: meeting.endedAt ? [] : await listLeftOver(tx, actor, meeting, leftOverDay(meeting.startsAt, tx.now)),
        sentHere: meeting.endedAt ? [] : await listSentHere(tx, actor, meeting.committeeId),
        previous: await findPrevious(tx, actor, meeting),
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        parts: await readParts(tx, actor, id),
        now: tx.now,
      }
    );
  });
  const { meeting, agenda, seats, attendance, interests, waiting, questions } = found(page);
  const { previous, names, people, parts, now, leftOver, sentHere } = found(page);
  const unanswered = questions.filter(({ outcome }) => !outcome).length;
  const { version, startsAt, beganAt, endedAt } = meeting;
  const held = meeting.state !== "cancelled";
  const leads = meeting.state === "planned" || meeting.state === "published" ? "papers" : "minutes";
  const next = nextStep(meeting, now, { waiting: waiting.waits.length, unanswered });
  const calls = may(actor, "call", meeting);
  const minutes = may(actor, "minute", meeting);
  const contributes = may(actor, "contribute", meeting);
  const itemHref = (item: string) => `/meetings/${id}/minutes?item=${item}`;
  const usual = agenda.find(({ section }) => section === "decisions") ?? agenda[0];
  const takesUp = (title: string | undefined) => agenda.find((one) => one.title === title) ?? usual;
  const from = heldAt(meeting);
  const to = endedAt ?? (beganAt ? undefined : new Date(startsAt.getTime() + meeting.lengthMinutes * 60_000));
  const quorum = quorumOf(attendance, { ...meeting, seats }, now);
  const planned = plannedOn(meeting);
  const day = planned ? `${londonParts(from).weekday} ${formatDate(from)}` : londonParts(from).weekday;
  const hours = to ? `${formatTime(from)} to ${formatTime(to)}` : `since ${formatTime(from)}`;
  return (
    <Page
      title={meeting.title}
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        { label: meeting.committee, href: `/meetings/committees/${meeting.committeeId}` },
      ]}
      marks={
        <>
          <MeetingChip state={meeting.state} />
          <Tag>{meeting.reference}</Tag>
          <Tag>{meeting.marking}</Tag>
        </>
      }
      says={[
        `${day}, ${hours}${planned ? `, planned for ${formatDate(planned)}` : ""}, ${meeting.place}.`,
        beganAt && attendance.length > 0 ? quorumSentence(quorum) : undefined,
      ]
        .filter(Boolean)
        .join(" ")}
      actions={
        <>
          {held ? (
            <LinkButton href={`/meetings/${id}/papers`} variant={leads === "papers" ? "primary" : "plain"}>
              Papers
            </LinkButton>
          ) : null}
          {held ? (
            <LinkButton href={`/meetings/${id}/minutes`} variant={leads === "minutes" ? "primary" : "plain"}>
              Minutes
            </LinkButton>
          ) : null}
          {held ? <BoardScreenLink meetingId={id} /> : null}
          {calls && meeting.state === "planned" ? (
            <LinkButton href={`/meetings/${id}/agenda`}>Change the agenda</LinkButton>
          ) : null}
          {calls ? <LinkButton href={`/meetings/${id}/edit`}>Move or cancel</LinkButton> : null}
        </>
      }
    >
      <AnswerCard question="What is next?" {...next} />
      <WaitingList title="Decided, and not carried out yet" waiting={waiting.waits} blocked={waiting.blocked} />
      {held ? (
        <DecisionsNeeded
          title="Questions that come back"
          open={[]}
          leftOver={leftOver}
          sentHere={sentHere}
          itemHref={itemHref}
          takeUp={minutes ? takenUp(takesUp, itemHref) : undefined}
        />
      ) : null}
      <div className="grid-main">
        <div className="stack loose">
          <AgendaTable
            items={agenda}
            startsAt={from}
            isOver={endedAt !== null}
            planned={meeting.lengthMinutes}
            {...(held ? { papersHref: `/meetings/${id}/papers` } : {})}
          />
          <QuestionsCard questions={questions} itemHref={itemHref} />
          <AttendanceCard
            seats={seats}
            attendance={attendance}
            quorum={quorum}
            href={minutes ? `/meetings/${id}/attendance` : undefined}
          />
          <InterestsCard
            interests={interests}
            form={
              minutes || contributes
                ? {
                    action: declareInterestAction,
                    id,
                    items: agenda,
                    mine: contributes,
                    ...(minutes ? { seats } : {}),
                  }
                : undefined
            }
          />
        </div>
        <div className="stack loose">
          <MeetingFacts
            meeting={meeting}
            services={meeting.serviceIds.map((service) => names.get(service) ?? "")}
            previous={previous}
            people={people}
          />
          {calls ? (
            <BeginForm
              action={beginMeetingAction}
              id={id}
              version={version}
              planned={startsAt}
              when={new Date(Math.min(startsAt.getTime(), now.getTime()))}
            />
          ) : null}
          {minutes && meeting.state === "open" ? (
            <EndForm action={endMeetingAction} id={id} version={version} when={now} unanswered={unanswered} />
          ) : null}
        </div>
      </div>
      <RecordParts parts={parts} attached={attached} />
    </Page>
  );
}
