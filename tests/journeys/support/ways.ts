import type { Way } from "./every-page.ts";
import { ask } from "./raw.ts";

const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const escaped = (text: string) => text.replaceAll(/[.?+()[\]{}|^$\\]/g, "\\$&");

/** Where a way ends: each link is looked for on the page before, as its reader sees it. */
export async function follow([, start, ...steps]: Way, cookie: string, made: Record<string, string>): Promise<string> {
  let address = start.startsWith("made:") ? (made[start.slice(5)] ?? start) : start;
  for (const step of steps) {
    if (step.startsWith("+")) {
      address = `${address}${step.slice(1)}`;
      continue;
    }
    const wanted = new RegExp(`href="(${escaped(step).replaceAll("*", id)})"`);
    const { status, text } = await ask(address, { cookie });
    const link = wanted.exec(text)?.[1];
    if (!link) throw new Error(`There is no link to ${step} on ${address} (${status}).`);
    address = link.replaceAll("&amp;", "&");
  }
  return address;
}
