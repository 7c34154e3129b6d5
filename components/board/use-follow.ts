"use client";

import { useEffect, useEffectEvent, useState } from "react";

export type Following = "off" | "on" | "lost";

type Asked = { href: string; wanted: boolean; onItem: (itemId: string) => void };

const againMs = 15_000;

/** Listens for the item that the meeting is at. What was lost is asked for again; the server says when it is over. */
export function useFollow({ href, wanted, onItem }: Asked): { state: Following; retry: () => void } {
  const [state, setState] = useState<Following>("off");
  const [round, setRound] = useState(0);
  const heard = useEffectEvent((data: string) => {
    if (data) onItem(data);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new attempt
  useEffect(() => {
    if (!wanted) {
      setState("off");
      return;
    }
    const source = new EventSource(href);
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("open", () => setState("on"));
    source.addEventListener("item", (event) => heard(String(event.data)));
    source.addEventListener("over", () => {
      source.close();
      setState("lost");
    });
    source.addEventListener("error", () => {
      setState("lost");
      source.close();
      timer = setTimeout(() => setRound((one) => one + 1), againMs);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [href, wanted, round]);
  return { state, retry: () => setRound((one) => one + 1) };
}
