"use client";

import { useEffect } from "react";

const open = () => [...document.querySelectorAll<HTMLDetailsElement>("details.menu[open], .bottombar details[open]")];

/** With script an open menu closes on Esc, giving the focus back to its button, and when a press or the focus leaves it. */
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
    const onLeave = ({ target }: Event) => {
      for (const menu of open()) if (target instanceof Node && !menu.contains(target)) menu.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onLeave);
    document.addEventListener("focusin", onLeave);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onLeave);
      document.removeEventListener("focusin", onLeave);
    };
  }, []);
  return null;
}
