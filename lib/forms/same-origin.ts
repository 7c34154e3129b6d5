import "server-only";
import { headers } from "next/headers";

/** Every entry that changes something asks this first: our own Origin, and no cross-site fetch. */
export async function isSameOrigin(): Promise<boolean> {
  return sameOrigin(await headers());
}

export function sameOrigin(given: Pick<Headers, "get">): boolean {
  const expected = new URL(process.env.HOLDFAST_ORIGIN ?? "http://localhost:3000");
  const site = given.get("sec-fetch-site");
  return given.get("origin") === expected.origin && (site === null || site === "same-origin");
}
