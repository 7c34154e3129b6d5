"use client";

import { useEffect, useState } from "react";

const key = "holdfast-room";
type Room = "light" | "dark";

function board(): HTMLElement | null {
  return document.querySelector(".boardroom");
}

function roomNow(): Room {
  const chosen = board()?.dataset.theme ?? document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function set(room: Room): void {
  const element = board();
  if (element) element.dataset.theme = room;
}

/** The room's own light: it belongs to the projector, not to the person who signed in, so this browser keeps it. */
export function useRoom(): { room: Room | undefined; toggle: () => void } {
  const [room, setRoom] = useState<Room>();
  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept === "light" || kept === "dark") set(kept);
    setRoom(roomNow());
  }, []);
  return {
    room,
    toggle: () => {
      const next = roomNow() === "dark" ? "light" : "dark";
      set(next);
      localStorage.setItem(key, next);
      setRoom(next);
    },
  };
}
