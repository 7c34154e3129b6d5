"use client";

import { MoonStar, NotebookText, Sun, Users } from "lucide-react";
import { useRef, useState } from "react";
import { began } from "#components/board/shown-now.ts";
import { goTo, idInAddress, toggleTable } from "#components/board/stage.ts";
import { followWords, useFollow } from "#components/board/use-follow.ts";
import { useNotes } from "#components/board/use-notes.ts";
import { useRoom } from "#components/board/use-room.ts";
import { useStage } from "#components/board/use-stage.ts";

type Props = {
  meetingId: string;
  /** Every screen in its order, with the agenda item that it is. */
  screens: readonly { id: string; itemId?: string; openedAt?: string }[];
  /** The meeting is open: its current item is followed, or set by whoever leads it. */
  inSession: boolean;
  mayLead: boolean;
  /** Tells the meeting which agenda item is open; answers whether it was told. */
  openItem: (form: FormData) => Promise<boolean>;
};

/** Paging past an item does not open it. */
const dwellMs = 1200;

/** The buttons at the head of the board screen, and everything that moves it. */
export function Deck({ meetingId, screens, inSession, mayLead, openItem }: Props) {
  const base = `/meetings/${meetingId}/screen`;
  const ids = screens.map(({ id }) => id);
  const [leads, setLeads] = useState(mayLead);
  const [follows, setFollows] = useState(!mayLead);
  const [untold, setUntold] = useState(false);
  const dwell = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(screens.find(({ openedAt }) => openedAt)?.itemId);
  const { room, toggle } = useRoom();
  const itemOf = (id: string) => screens.find((one) => one.id === id)?.itemId;

  const { state, retry } = useFollow({
    href: `${base}/follow`,
    wanted: inSession && follows,
    onItem: (itemId) => {
      const screen = screens.find((one) => one.itemId === itemId);
      if (screen && screen.id !== idInAddress(ids)) goTo(screen.id);
    },
  });

  const openNotes = () => window.open(`${base}/notes`, `notes-${meetingId}`, "popup,width=900,height=1000");

  function follow() {
    if (!inSession) return;
    if (follows && state === "over") return location.reload();
    if (follows && state === "lost") return retry();
    setFollows(!follows);
    setLeads(follows && mayLead);
  }

  useStage({
    ids,
    onShown: (id) => {
      const item = screens.find((one) => one.id === id);
      if (inSession && item?.openedAt) began(id, new Date(item.openedAt));
      clearTimeout(dwell.current);
      const itemId = item?.itemId;
      if (inSession && leads && itemId && itemId !== told.current)
        dwell.current = setTimeout(() => void tellMeeting(itemId), dwellMs);
    },
    onCommand: (command) => {
      if (command === "table") toggleTable(idInAddress(ids));
      if (command === "room") toggle();
      if (command === "notes") openNotes();
      if (command === "follow") follow();
    },
  });
  useNotes(meetingId, (by) => {
    const id = ids[ids.indexOf(idInAddress(ids)) + by];
    if (id) goTo(id);
  });

  async function tellMeeting(itemId: string) {
    const form = new FormData();
    form.set("id", meetingId);
    form.set("itemId", itemId);
    const passedOn = await openItem(form).catch(() => false);
    if (passedOn) told.current = itemId;
    if (itemOf(idInAddress(ids)) === itemId) setUntold(!passedOn);
  }

  const words = followWords({ follows, leads, untold, state });
  return (
    <div className="board-tools">
      {inSession ? (
        <button type="button" aria-pressed={follows} onClick={follow} aria-keyshortcuts="F">
          <Users className="icon" aria-hidden="true" />
          {words}
        </button>
      ) : null}
      <button type="button" aria-keyshortcuts="P" onClick={openNotes}>
        <NotebookText className="icon" aria-hidden="true" />
        Presenter notes
      </button>
      <button type="button" onClick={toggle} aria-keyshortcuts="D">
        {room === "dark" ? (
          <Sun className="icon" aria-hidden="true" />
        ) : (
          <MoonStar className="icon" aria-hidden="true" />
        )}
        {room === "dark" ? "Light room" : "Dark room"}
      </button>
    </div>
  );
}
