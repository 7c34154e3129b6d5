"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { take } from "#components/board/taken-here.ts";
import type { Looked } from "#lib/board/screen.ts";

const againMs = 15_000;

/** What the network kept back is asked again: in a while, and as soon as there is a network. */
export function useOwed(ask: () => void): (isOwed: boolean) => void {
  const [owed, setOwed] = useState<object>();
  const again = useEffectEvent(ask);
  useEffect(() => {
    if (!owed) return;
    const go = () => again();
    const timer = setTimeout(go, againMs);
    window.addEventListener("online", go);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
    };
  }, [owed]);
  return (isOwed) => setOwed(isOwed ? {} : undefined);
}

/** Takes what is shown now; until it is told, the page stays as it is. */
export function useLooking(meetingId: string, look: (meetingId: string) => Promise<Looked>): () => Promise<void> {
  const owe = useOwed(() => void lookNow());
  async function lookNow() {
    owe(take(meetingId, await look(meetingId).catch(() => ({ again: true }))));
  }
  return lookNow;
}
