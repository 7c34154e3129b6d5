import { randomBytes } from "node:crypto";

/** Writes a fault to the server's log under a reference that the page repeats. */
export function logFault(error: unknown): string {
  const reference = randomBytes(4).toString("hex");
  const name = error instanceof Error ? error.name : "unknown";
  const stack = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ level: "error", at: new Date().toISOString(), reference, name, stack }));
  return reference;
}
