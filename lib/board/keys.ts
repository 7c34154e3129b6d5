export type Move = { to: number };
export type Press = Move | "room" | "table" | "notes" | "follow";

/** What somebody is doing: a letter typed into a field is never a command. */
export type At = { index: number; count: number; typing: boolean; pressing: boolean };

const forward = ["ArrowRight", "ArrowDown", "PageDown", " ", "Spacebar"];
const back = ["ArrowLeft", "ArrowUp", "PageUp"];

/** What a key does on the board screen. Clickers send Page Up and Page Down. Space on a button presses the button. */
export function pressOf(key: string, { index, count, typing, pressing }: At): Press | undefined {
  if (typing) return undefined;
  if (pressing && key === " ") return undefined;
  if (forward.includes(key)) return { to: Math.min(index + 1, count - 1) };
  if (back.includes(key)) return { to: Math.max(index - 1, 0) };
  switch (key.toLowerCase()) {
    case "home":
      return { to: 0 };
    case "end":
      return { to: count - 1 };
    case "d":
      return "room";
    case "t":
      return "table";
    case "p":
      return "notes";
    case "f":
      return "follow";
    default:
      return undefined;
  }
}
