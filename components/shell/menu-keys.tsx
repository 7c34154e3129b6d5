"use client";

import { useEffect } from "react";

const open = () => [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open], .bottombar details[open]")];

/** With script an open menu closes on Esc, giving the focus back to its button, and on a press outside it. */
export function MenuKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      for (const menu of open()) {
        const within = menu.contains(document.activeElement);
        menu.open = false;
        if (within) menu.querySelector("summary")?.focus();
      }
    };
    const onPress = (event: PointerEvent) => {
      for (const menu of open()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, []);
  return null;
}
