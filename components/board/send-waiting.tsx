"use client";

import { useEffect } from "react";
import { hasOwn, hereNow, open, sendAll } from "#components/board/waiting-here.ts";
import { type Sent, waitingKey } from "#lib/board/waiting.ts";

const everyMs = 5_000;

type Props = {
  meetingId: string;
  /** The reader's account. */
  me: string;
  send: (form: FormData) => Promise<Sent>;
};

/** Sends the reader's own decisions that wait: at once, when the network is back, when they return from signing in. */
export function SendWaiting({ meetingId, me, send }: Props) {
  useEffect(() => {
    open(meetingId, me);
    const go = () => {
      if (hasOwn()) void sendAll(send);
    };
    const another = ({ key }: StorageEvent) => {
      if (key === waitingKey(meetingId)) open(meetingId, hereNow().me);
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
  }, [meetingId, me, send]);
  return null;
}
