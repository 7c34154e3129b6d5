import type { Metadata } from "next";
import { BoardFrame } from "#components/board/board-frame.tsx";
import { DecisionBar } from "#components/board/decision-bar.tsx";
import { Deck } from "#components/board/deck.tsx";
import { MeetingAt } from "#components/board/meeting-at.tsx";
import { ScreenView } from "#components/board/screen-view.tsx";
import { SendWaiting } from "#components/board/send-waiting.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { showBoard } from "#lib/board/show.ts";
import { sendDecision, tellItem } from "./actions.ts";

export const metadata: Metadata = { title: "Board screen" };

export default async function BoardScreenPage({ params, searchParams }: PageProps<"/meetings/[id]/screen">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const board = found(await showBoard((run, asAt) => read(actor, run, asAt), actor, id));
  const { meeting, screens } = board;
  return (
    <BoardFrame
      organisation={actor.organisation}
      committee={meeting.committee}
      startsAt={meeting.startsAt}
      marking={meeting.marking}
      title={`Board screen: ${meeting.title}`}
      tools={
        <Deck
          meetingId={id}
          screens={screens.map(({ id: screen, agenda }) => ({ id: screen, ...board.placeOf(agenda) }))}
          inSession={meeting.state === "open"}
          mayLead={board.mayLead}
          openItem={tellItem}
        />
      }
    >
      {meeting.state === "open" ? (
        <MeetingAt
          href={`/meetings/${id}/screen`}
          at={screens.find(({ agenda }) => agenda && agenda.itemId === meeting.currentItemId)}
          again={(await searchParams).follow === "yes"}
        />
      ) : null}
      {screens.map((screen, index) => (
        <ScreenView key={screen.id} screens={screens} index={index}>
          {screen.decision ? (
            <DecisionBar
              decision={screen.decision}
              mayDecide={board.mayDecide}
              minutesHref={`/meetings/${id}/minutes?item=${screen.agenda?.itemId ?? ""}`}
              send={sendDecision}
            />
          ) : null}
        </ScreenView>
      ))}
      <SendWaiting meetingId={id} me={actor.accountId} send={sendDecision} />
    </BoardFrame>
  );
}
