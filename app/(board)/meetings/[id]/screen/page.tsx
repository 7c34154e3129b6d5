import type { Metadata } from "next";
import { BoardFrame } from "#components/board/board-frame.tsx";
import { BoardItems } from "#components/board/board-items.tsx";
import { Deck } from "#components/board/deck.tsx";
import { MeetingAt } from "#components/board/meeting-at.tsx";
import { SendWaiting } from "#components/board/send-waiting.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { showBoard } from "#lib/board/show.ts";
import { heldAt } from "#lib/meetings/meeting.ts";
import { lookAgain, sendDecision, tellItem } from "./actions.ts";

export const metadata: Metadata = { title: "Board screen" };

export default async function BoardScreenPage({ params, searchParams }: PageProps<"/meetings/[id]/screen">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const { meeting, shown, mayLead } = found(await showBoard((run, asAt) => read(actor, run, asAt), actor, id));
  return (
    <BoardFrame
      organisation={actor.organisation}
      committee={meeting.committee}
      heldAt={heldAt(meeting)}
      marking={meeting.marking}
      title={`Board screen: ${meeting.title}`}
      tools={
        <Deck
          meetingId={id}
          given={shown}
          inSession={meeting.state === "open"}
          mayLead={mayLead}
          openItem={tellItem}
          look={lookAgain}
        />
      }
    >
      {meeting.state === "open" ? (
        <MeetingAt
          href={`/meetings/${id}/screen`}
          at={shown.screens.find(({ agenda }) => agenda && agenda.itemId === meeting.currentItemId)}
          again={(await searchParams).follow === "yes"}
        />
      ) : null}
      <BoardItems meetingId={id} given={shown} send={sendDecision} look={lookAgain} />
      <SendWaiting meetingId={id} me={actor.accountId} send={sendDecision} />
    </BoardFrame>
  );
}
