"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const stale = 30_000;

/**
 * The frame around the pages is kept while one goes from page to page, and its counts and live disruptions with it.
 * When it is older than half a minute, the next page or the return to the window asks for it again.
 */
export function FreshFrame({ at }: { at: string }) {
  const here = usePathname();
  const router = useRouter();
  const since = useRef({ at: "", seen: 0 });
  useEffect(() => {
    if (since.current.at !== at) since.current = { at, seen: Date.now() };
    const look = () => {
      if (document.visibilityState !== "visible" || Date.now() - since.current.seen < stale) return;
      since.current.seen = Date.now();
      router.refresh();
    };
    if (here) look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [at, here, router]);
  return null;
}
