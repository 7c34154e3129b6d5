"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { took } from "#components/board/shown-now.ts";
import { goTo, isPressing } from "#components/board/stage.ts";
import { useLooking } from "#components/board/use-looking.ts";
import { channelName, heard } from "#lib/board/channel.ts";
import type { Looked } from "#lib/board/screen.ts";

type Props = { meetingId: string; ids: readonly string[]; look: (meetingId: string) => Promise<Looked> };

/** Listens to the board screen, and moves it from here: the presenter need not look away. */
export function NotesFollower({ meetingId, ids, look }: Props) {
  const [linked, setLinked] = useState(false);
  const channel = useRef<BroadcastChannel>(undefined);
  const go = (by: 1 | -1) => channel.current?.postMessage({ says: "go", by });
  const lookNow = useEffectEvent(useLooking(meetingId, look));
  const known = ids.join(" ");
  useEffect(() => {
    const open = new BroadcastChannel(channelName(meetingId));
    channel.current = open;
    open.onmessage = (event) => {
      const said = heard(event.data);
      if (said?.says === "newer") void lookNow();
      if (said?.says !== "shown" || !known.split(" ").includes(said.id)) return;
      setLinked(true);
      took(said.id, said.used);
      goTo(said.id);
    };
    open.postMessage({ says: "where" });
    const onKey = (event: KeyboardEvent) => {
      if (isPressing(event.target) && event.key === " ") return;
      const by = ["ArrowRight", "PageDown", " "].includes(event.key)
        ? 1
        : ["ArrowLeft", "PageUp"].includes(event.key)
          ? -1
          : undefined;
      if (by === undefined) return;
      event.preventDefault();
      open.postMessage({ says: "go", by });
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      open.close();
    };
  }, [meetingId, known]);
  return (
    <p className="moves">
      <span role="status">
        {linked
          ? "Follows the board screen in this browser."
          : "Open the board screen in another window of this browser."}
      </span>
      <button type="button" className="btn" onClick={() => go(-1)}>
        Back
      </button>
      <button type="button" className="btn primary" onClick={() => go(1)}>
        Next
      </button>
    </p>
  );
}
