"use client";

import { useEffect, useEffectEvent } from "react";
import { show, tick } from "#components/board/shown-now.ts";
import { focusOn, goTo, idInAddress, isPressing, isStage, isTyping } from "#components/board/stage.ts";
import { type Press, pressOf } from "#lib/board/keys.ts";

type Command = Exclude<Press, { to: number }>;
type Asked = {
  ids: readonly string[];
  /** Another item came up. */
  onShown: (id: string) => void;
  onCommand: (command: Command) => void;
};

const tickMs = 5000;

/** Keys and clicker move the address, and the address decides what is shown: links and the Back button do the same. */
export function useStage({ ids, onShown, onCommand }: Asked): void {
  const shown = useEffectEvent(() => {
    const id = idInAddress(ids);
    show(id);
    if (isStage()) focusOn(id);
    onShown(id);
  });
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const press = pressOf(event.key, {
      index: ids.indexOf(idInAddress(ids)),
      count: ids.length,
      typing: isTyping(event.target),
      pressing: isPressing(event.target),
    });
    if (press === undefined) return;
    if (typeof press === "string") return onCommand(press);
    if (!isStage()) return;
    event.preventDefault();
    const id = ids[press.to];
    if (id && id !== idInAddress(ids)) goTo(id);
  });
  useEffect(() => {
    shown();
    const onHash = () => shown();
    const onKey = (event: KeyboardEvent) => pressed(event);
    const timer = setInterval(tick, tickMs);
    window.addEventListener("hashchange", onHash);
    window.addEventListener("keydown", onKey);
    return () => {
      clearInterval(timer);
      window.removeEventListener("hashchange", onHash);
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}
