import type { Portal } from "#tests/support/portal.ts";
import { newSession } from "#tests/support/session.ts";

export type Reader = { origin: string; cookie: string };

export async function readerOf(portal: Portal, email: string): Promise<Reader> {
  return { origin: portal.origin, cookie: await newSession(portal, email) };
}

/** A page's whole answer; anything but 200 ends the run. */
export async function ask(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return text;
}

/** Work of `count` requests, two on their way at any time: a page and its frame are two reads, of one person's four. */
export function many({ origin, cookie }: Reader, path: string, count: number): () => Promise<void> {
  return async () => {
    let left = count;
    const one = async () => {
      while (left > 0) {
        left -= 1;
        await ask(`${origin}${path}`, { cookie });
      }
    };
    await Promise.all([one(), one()]);
  };
}
