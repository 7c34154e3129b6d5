"use client";

import { useEffect } from "react";
import { hereNow, open, sendAll } from "#components/board/waiting-here.ts";
import { type Sent, waitingKey } from "#lib/board/waiting.ts";

const everyMs = 5_000;

/** Sends the decisions that wait: at once, when the network is back, when somebody returns from signing in. */
export function SendWaiting({ meetingId, send }: { meetingId: string; send: (form: FormData) => Promise<Sent> }) {
  useEffect(() => {
    open(meetingId);
    const go = () => {
      if (hereNow().list.length > 0) void sendAll(send);
    };
    const another = ({ key }: StorageEvent) => {
      if (key === waitingKey(meetingId)) open(meetingId);
    };
    go();
    const timer = setInterval(go, everyMs);
    window.addEventListener("online", go);
    window.addEventListener("focus", go);
    window.addEventListener("storage", another);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", go);
      window.removeEventListener("focus", go);
      window.removeEventListener("storage", another);
    };
  }, [meetingId, send]);
  return null;
}
