import { FileDown } from "lucide-react";
import type { Metadata } from "next";
import { AgendaPaper } from "#components/meetings/agenda-paper.tsx";
import { DecisionsNeeded } from "#components/meetings/decisions-needed.tsx";
import { PapersHead } from "#components/meetings/papers-head.tsx";
import { PublishForm } from "#components/meetings/publish-form.tsx";
import { QuestionsCard } from "#components/meetings/questions-card.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { leftOverDay } from "#lib/meetings/deciding.ts";
import { may } from "#lib/meetings/policy.ts";
import { listDecisions, listLeftOver } from "#lib/meetings/queries/decisions.ts";
import { listSentHere } from "#lib/meetings/queries/escalations.ts";
import { linkedFor } from "#lib/papers/opens.ts";
import { besideTitle } from "#lib/papers/print-pack.ts";
import { listSeen } from "#lib/papers/queries/seen.ts";
import { showPapers } from "#lib/papers/show.ts";
import { publishPapersAction } from "./actions.ts";

export const metadata: Metadata = { title: "Papers" };

export default async function PapersPage({ params }: PageProps<"/meetings/[id]/papers">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const shown = found(await showPapers((run, asAt) => read(actor, run, asAt), actor, id));
  const { meeting, agenda } = shown;
  const all = shown.papers.map(({ paper }) => paper);
  const { seen, questions, leftOver, sentHere } = await read(actor, async (tx) => ({
    seen: await listSeen(tx, actor, all),
    questions: await listDecisions(tx, actor, id),
    leftOver: meeting.endedAt ? [] : await listLeftOver(tx, actor, meeting, leftOverDay(meeting.startsAt, tx.now)),
    sentHere: meeting.endedAt ? [] : await listSentHere(tx, actor, meeting.committeeId),
  }));
  const papers = shown.papers.map((one) => ({ ...one, paper: linkedFor(actor, one.paper, seen) }));
  const beside = papers.filter((one) => one.itemId === null);
  return (
    <div className={meeting.marking === "Board confidential" ? "pack board" : "pack commercial"}>
      <Page
        title={`Papers: ${meeting.title}`}
        says={`${meeting.committee}. ${meeting.place}.`}
        crumbs={[
          { label: "Meetings", href: "/meetings" },
          { label: meeting.reference, href: `/meetings/${id}` },
        ]}
        actions={
          <LinkButton href={`/meetings/${id}/papers/pdf`} download icon={<FileDown size={16} aria-hidden="true" />}>
            {meeting.publishedAt ? "The pack as a PDF" : "A draft of the pack as a PDF"}
          </LinkButton>
        }
      >
        <PapersHead organisation={actor.organisation} meeting={meeting} agenda={agenda} asAt={shown.asAt} />
        <QuestionsCard
          questions={questions}
          itemHref={(item) => `/meetings/${id}/minutes?item=${item}`}
          says="A question may be put until the meeting ends, so these are no part of the papers below."
        />
        <DecisionsNeeded
          title="Questions that come back"
          open={[]}
          leftOver={leftOver}
          sentHere={sentHere}
          itemHref={(item) => `/meetings/${id}/minutes?item=${item}`}
        />
        <h2 className="h">Agenda</h2>
        {agenda.map((item) => {
          const paper = papers.find((one) => one.itemId === item.id);
          return (
            <AgendaPaper
              key={item.id}
              id={`item-${item.position}`}
              title={`${item.position}. ${item.title}`}
              says={[item.presenter, `${item.minutes} minutes`].filter(Boolean).join(", ")}
              paper={paper?.paper}
              sha256={paper?.sha256}
            />
          );
        })}
        {beside.length > 0 ? <h2 className="h">Beside the agenda</h2> : null}
        {beside.map(({ paper, sha256 }) => (
          <AgendaPaper
            key={paper.section}
            id={paper.section}
            title={besideTitle(paper)}
            says=""
            paper={paper}
            sha256={sha256}
          />
        ))}
        {may(actor, "publish", meeting) ? (
          <PublishForm action={publishPapersAction} id={id} version={meeting.version} now={shown.asAt} />
        ) : null}
      </Page>
    </div>
  );
}
