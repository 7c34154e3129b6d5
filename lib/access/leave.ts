import type { Route } from "next";
import { redirect } from "next/navigation";

/** Ends a request at another address of ours; the address is data here, so typed routes cannot check it. */
export function leave(to: string): never {
  redirect(to as Route);
}
