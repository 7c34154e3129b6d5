"use client";

import { useEffect } from "react";

/** The foot of every printed sheet says the moment: of a page only what its root holds reaches the sheet's margin. */
export function AsAtFooter({ words }: { words: string }) {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty("--as-at", JSON.stringify(words));
    return () => {
      style.removeProperty("--as-at");
    };
  }, [words]);
  return null;
}
