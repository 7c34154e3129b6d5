import type { Route } from "next";

type Press = Pick<MouseEvent, "button" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey" | "defaultPrevented" | "target">;

/** Where a plain press leads, if that is a page inside. With a key held down it means a new tab or window. */
export function pressed(event: Press): Route | undefined {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return undefined;
  const link = event.target.closest("a");
  const href = link?.getAttribute("href");
  return link && href && isInside(href) && !link.target && !link.hasAttribute("download") ? href : undefined;
}

function isInside(href: string): href is Route {
  return href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/api/");
}
