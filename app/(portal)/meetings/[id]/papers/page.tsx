import { FileDown } from "lucide-react";
import type { Metadata } from "next";
import { AgendaPaper } from "#components/meetings/agenda-paper.tsx";
import { AskedPaper } from "#components/meetings/asked-paper.tsx";
import { PapersHead } from "#components/meetings/papers-head.tsx";
import { PublishForm } from "#components/meetings/publish-form.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { may } from "#lib/meetings/policy.ts";
import { linkedFor } from "#lib/papers/opens.ts";
import { besideTitle } from "#lib/papers/print-pack.ts";
import { listSeen } from "#lib/papers/queries/seen.ts";
import {
  isForQuestions,
  questionsAsk,
  questionsSay,
  questionsSentence,
  questionsTitle,
  questionTables,
} from "#lib/papers/questions.ts";
import { showPapers } from "#lib/papers/show.ts";
import { publishPapersAction } from "./actions.ts";

export const metadata: Metadata = { title: "Papers" };

export default async function PapersPage({ params }: PageProps<"/meetings/[id]/papers">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const shown = found(await showPapers((run, asAt) => read(actor, run, asAt), actor, id));
  const { meeting, agenda } = shown;
  const askedOnAgenda = agenda.some(isForQuestions);
  const all = shown.papers.map(({ paper }) => paper);
  const seen = await read(actor, (tx) => listSeen(tx, actor, all));
  const papers = shown.papers.map((one) => ({ ...one, paper: linkedFor(actor, one.paper, seen) }));
  const beside = papers.filter((one) => one.itemId === null);
  const asked = (
    <AskedPaper
      question={questionsAsk}
      sentence={questionsSentence(shown.questions)}
      says={questionsSay(shown.questions)}
      tables={questionTables(shown.questions)}
    />
  );
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
            >
              {isForQuestions(item) ? asked : null}
            </AgendaPaper>
          );
        })}
        {beside.length > 0 || !askedOnAgenda ? <h2 className="h">Beside the agenda</h2> : null}
        {askedOnAgenda ? null : (
          <AgendaPaper id="questions" title={questionsTitle} says="">
            {asked}
          </AgendaPaper>
        )}
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
