import { existsSync, readFileSync } from "node:fs";
import { refuse } from "#lib/run/refusals.ts";
import type { Stops } from "#lib/run/stops.ts";

export type Part = { name: string; exit: Promise<string>; log?: string };

/** Rejects when a part ends by itself; while everything is being stopped it stays silent. */
export async function endOf({ name, exit, log }: Part, stops: Stops): Promise<never> {
  const reason = await exit;
  if (stops.asked) return new Promise<never>(() => undefined);
  if (log && existsSync(log)) console.error(readFileSync(log, "utf8").trim().split("\n").slice(-15).join("\n"));
  throw refuse("child-ended", { part: name, reason });
}
