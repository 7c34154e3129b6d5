"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { shownId, subscribe, usedOn } from "#components/board/shown-now.ts";
import { subscribe as onNewer } from "#components/board/taken-here.ts";
import { channelName, heard } from "#lib/board/channel.ts";

/** Tells the presenter's notes in their own window what is shown, and moves when they ask. */
export function useNotes(meetingId: string, onGo: (by: 1 | -1) => void): void {
  const channel = useRef<BroadcastChannel>(undefined);
  const go = useEffectEvent(onGo);
  useEffect(() => {
    const open = new BroadcastChannel(channelName(meetingId));
    channel.current = open;
    const tell = () => open.postMessage({ says: "shown", id: shownId(), used: usedOn(shownId()) });
    open.onmessage = (event) => {
      const said = heard(event.data);
      if (said?.says === "where") tell();
      if (said?.says === "go") go(said.by);
    };
    const stops = [subscribe(tell), onNewer(() => open.postMessage({ says: "newer" }))];
    return () => {
      for (const stop of stops) stop();
      open.close();
    };
  }, [meetingId]);
}
