import "server-only";
import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { leave } from "#lib/access/leave.ts";

/** What the page at `path` says once, about what was just done. */
export type Said = { id: string; path: string; words: string; tone: SaidTone };
/** "warn" where what was done asks for more. */
export type SaidTone = "ok" | "warn";

const Kept = z.object({
  id: z.string().max(40),
  path: z.string().max(300),
  words: z.string().max(300),
  tone: z.enum(["ok", "warn"]).default("ok"),
});
const name = "said";

/**
 * Ends an action that did its work: the frame around the page is asked for again, because its counts and bands may
 * have moved, and the page it leads to says what was done. The cookie holds a sentence of ours for some seconds;
 * a browser with script forgets it as soon as it has been shown. Without words nothing is said.
 */
export async function leaveSaying(to: string, words: string, tone: SaidTone = "ok"): Promise<never> {
  if (words) {
    const said: Said = { id: randomUUID(), path: to.split(/[?#]/)[0] ?? to, words, tone };
    (await cookies()).set(name, JSON.stringify(said), { path: "/", sameSite: "strict", maxAge: 15 });
  }
  revalidatePath("/", "layout");
  return leave(to);
}

/** What the last action left to be said; anything that is not ours is nothing. */
export async function whatWasSaid(): Promise<Said | undefined> {
  try {
    return Kept.parse(JSON.parse((await cookies()).get(name)?.value ?? ""));
  } catch {
    return undefined;
  }
}
