import type { IncomingMessage } from "node:http";

/** Whether a body comes in parts whose sum nobody has said. */
export const isUnmeasured = ({ headers }: IncomingMessage) =>
  headers["content-length"] === undefined && headers["transfer-encoding"] !== undefined;

/**
 * Keeps a body back until it is whole, then hands it on as if it had just come: "fits". Past `longest` nothing of it is
 * kept: "too long". A caller who leaves before the end is never heard of again.
 */
export function measured(asked: IncomingMessage, longest: number, told: (is: "fits" | "too long") => void): void {
  const parts: Buffer[] = [];
  let length = 0;
  let over = false;
  const handOn = asked.push.bind(asked);
  asked.push = (part: Buffer | null) => {
    if (over) return true;
    if (part === null) {
      asked.push = handOn;
      for (const kept of parts) handOn(kept);
      handOn(null);
      told("fits");
      return false;
    }
    length += part.length;
    parts.push(part);
    if (length <= longest) return true;
    over = true;
    parts.length = 0;
    told("too long");
    return true;
  };
}
