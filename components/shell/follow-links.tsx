"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

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

/** Where a plain press leads, if that is a page inside. With a key held down it means a new tab or window. */
function pressed(event: MouseEvent): Route | undefined {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return undefined;
  const link = event.target.closest("a");
  const href = link?.getAttribute("href");
  return link && href && isInside(href) && !link.target && !link.hasAttribute("download") ? href : undefined;
}

function isInside(href: string): href is Route {
  return href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/api/");
}
