"use client";

import { useEffect, useEffectEvent, useState } from "react";

export type Following = "off" | "on" | "lost" | "over";

type Source = Pick<EventTarget, "addEventListener"> & { close: () => void };
type Heard = { onItem: (itemId: string) => void; onState: (state: Following) => void; onLost: () => void };

/** What the meeting says: where it is, that it is over for this reader, or nothing any more. */
export function listen(source: Source, { onItem, onState, onLost }: Heard): void {
  source.addEventListener("open", () => onState("on"));
  source.addEventListener("item", (event) => {
    if ("data" in event && event.data) onItem(String(event.data));
  });
  source.addEventListener("over", () => {
    source.close();
    onState("over");
  });
  source.addEventListener("error", () => {
    source.close();
    onState("lost");
    onLost();
  });
}

type Link = { follows: boolean; leads: boolean; untold: boolean; state: Following };

export function followWords({ follows, leads, untold, state }: Link): string {
  if (follows && state === "over") return "The meeting has ended. Load it again";
  if (follows) return state === "lost" ? "Not following. Retry" : "Following the meeting";
  if (leads) return untold ? "Leading, not told" : "Leading";
  return "Follow the meeting";
}

type Asked = { href: string; wanted: boolean; onItem: (itemId: string) => void };

const againMs = 15_000;

/** Listens for the item that the meeting is at. What was lost is asked for again; the server says when it is over. */
export function useFollow({ href, wanted, onItem }: Asked): { state: Following; retry: () => void } {
  const [state, setState] = useState<Following>("off");
  const [round, setRound] = useState(0);
  const heard = useEffectEvent(onItem);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new attempt
  useEffect(() => {
    if (!wanted) {
      setState("off");
      return;
    }
    const source = new EventSource(href);
    let timer: ReturnType<typeof setTimeout> | undefined;
    listen(source, {
      onItem: (itemId) => heard(itemId),
      onState: setState,
      onLost: () => {
        timer = setTimeout(() => setRound((one) => one + 1), againMs);
      },
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [href, wanted, round]);
  return { state, retry: () => setRound((one) => one + 1) };
}
