"use client";

import { MoonStar, NotebookText, Sun, Users } from "lucide-react";
import { useRef, useState } from "react";
import { began } from "#components/board/shown-now.ts";
import { goTo, idInAddress, toggleTable } from "#components/board/stage.ts";
import { useShown } from "#components/board/taken-here.ts";
import { followWords, useFollow } from "#components/board/use-follow.ts";
import { useNotes } from "#components/board/use-notes.ts";
import { useRoom } from "#components/board/use-room.ts";
import { useStage } from "#components/board/use-stage.ts";
import { useTaking } from "#components/board/use-taking.ts";
import type { Looked, Shown } from "#lib/board/screen.ts";

type Props = {
  meetingId: string;
  /** What the page came with. */
  given: Shown;
  /** The meeting is open: its current item is followed, or set by whoever leads it. */
  inSession: boolean;
  mayLead: boolean;
  /** Tells the meeting which agenda item is open; answers whether it was told, and what is shown since. */
  openItem: (form: FormData) => Promise<{ told: boolean } & Looked>;
  /** Asks for what is shown now. */
  look: (meetingId: string) => Promise<Looked>;
};

/** Paging past an item does not open it. */
const dwellMs = 1200;

/** The buttons at the head of the board screen, and everything that moves it. */
export function Deck({ meetingId, given, inSession, mayLead, openItem, look }: Props) {
  const base = `/meetings/${meetingId}/screen`;
  const { screens, current } = useShown(meetingId, given);
  const ids = screens.map(({ id }) => id);
  const [leads, setLeads] = useState(mayLead);
  const [follows, setFollows] = useState(!mayLead);
  const [untold, setUntold] = useState(false);
  const dwell = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(given.current?.itemId);
  const loadedAt = useRef(given.current?.itemId);
  const { room, toggle } = useRoom();
  const itemOf = (id: string) => screens.find((one) => one.id === id)?.agenda?.itemId;
  const here = () => itemOf(idInAddress(ids));
  const untoldItem = () => {
    const itemId = inSession && leads ? here() : undefined;
    return itemId === told.current ? undefined : itemId;
  };
  const { tell, lookNow } = useTaking({
    ...{ meetingId, openItem, look },
    untold: untoldItem,
    onTold: (itemId, passedOn) => {
      if (passedOn) told.current = itemId;
      if (here() === itemId) setUntold(!passedOn);
    },
  });

  const { state, retry } = useFollow({
    href: `${base}/follow`,
    wanted: inSession && follows,
    onItem: (itemId) => {
      const screen = screens.find(({ agenda }) => agenda?.itemId === itemId);
      if (screen && screen.id !== idInAddress(ids)) goTo(screen.id);
      // The first item that is heard may be the one at which the page was loaded: then it shows what was frozen.
      if (itemId !== loadedAt.current) void lookNow();
      loadedAt.current = undefined;
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
      if (inSession && current?.openedAt && current.itemId === itemOf(id)) began(id, new Date(current.openedAt));
      clearTimeout(dwell.current);
      const itemId = untoldItem();
      if (itemId) dwell.current = setTimeout(() => void tell(itemId), dwellMs);
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
