"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { pressed } from "#components/shell/pressed.ts";

/**
 * With script a press on a link inside changes the page and keeps the frame around it. One listener does it for all of
 * them: a component for each link of a register cost as much as its table. A link with a target of its own, such as
 * "_self", is left to the browser, as are downloads, fragments and other sites.
 */
export function FollowLinks() {
  const router = useRouter();
  useEffect(() => {
    const onPress = (event: MouseEvent) => {
      const href = pressed(event);
      if (!href) return;
      event.preventDefault();
      router.push(href);
    };
    document.addEventListener("click", onPress);
    return () => document.removeEventListener("click", onPress);
  }, [router]);
  return null;
}
