"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";

type Props = { path: string; words: string; tone: "ok" | "warn" };

/** Says once, on the page that an action led to, what was done, until the next act. Each message has a key of its own. */
export function SaidHere({ path, words, tone }: Props) {
  const here = usePathname();
  const [past, setPast] = useState(false);
  if (here !== path && !past) setPast(true);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser that reads these pages
    document.cookie = "said=; path=/; max-age=0; samesite=strict";
    const end = () => setPast(true);
    document.addEventListener("submit", end, { capture: true, once: true });
    return () => document.removeEventListener("submit", end, { capture: true });
  }, []);
  if (here !== path || past) return null;
  return (
    <div className="said">
      <Notice tone={tone} live>
        {words}
      </Notice>
    </div>
  );
}
