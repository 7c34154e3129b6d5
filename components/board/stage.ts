/** What the keys move: the one long page as a browser sees it. */

const wide = "(min-width: 1000px) and (min-height: 540px)";

/** Whether one item fills the screen; otherwise it is a page that scrolls. */
export function isStage(): boolean {
  return matchMedia(wide).matches;
}

/** The item in the address, or the first where the address names none of them. */
export function idInAddress(ids: readonly string[]): string {
  const named = decodeURIComponent(location.hash.slice(1));
  return ids.find((id) => id === named) ?? ids[0] ?? "";
}

/** Brings an item up without a new entry in the history, so that Back leaves the screen. */
export function goTo(id: string): void {
  location.replace(`#${id}`);
}

export function focusOn(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true });
}

export function toggleTable(id: string): void {
  const table = document.getElementById(id)?.querySelector("details.as-table");
  if (table instanceof HTMLDetailsElement) table.open = !table.open;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function isPressing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary") !== null;
}
