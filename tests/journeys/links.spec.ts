import type { Page } from "@playwright/test";
import { expect, test } from "./support/app.ts";
import { personIn } from "./support/bundle.ts";
import { ask } from "./support/raw.ts";
import { cookieOf } from "./support/sign-in.ts";

test.describe.configure({ mode: "serial" });

/** Every address that is linked from a person's pages, and what it answers; told with the page that links there. */
async function deadLinks(page: Page): Promise<{ seen: number; dead: string[] }> {
  const cookie = await cookieOf(page);
  const from = new Map([["/", "the first page"]]);
  const dead: string[] = [];
  let seen = 0;
  for (const [address, source] of from) {
    if (seen > 250) break;
    seen += 1;
    const answer = await ask(address, { cookie, headers: { accept: "text/html" } });
    const moved = answer.headers.location ?? "";
    if (answer.status >= 400 || moved.includes("/not-here")) dead.push(`${address} from ${source}`);
    if (!answer.headers["content-type"]?.startsWith("text/html")) continue;
    for (const [, found = ""] of answer.text.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
      const href = found.replaceAll("&amp;", "&");
      // A register's columns, orders and report answers are the same page over and over.
      const plain = !/^\/(_next|sign-out|files)/.test(href) && !/[?&](cols|sort|page|words|what|correct)=/.test(href);
      if (plain && !from.has(href)) from.set(href, address);
    }
  }
  return { seen, dead };
}

for (const [who, email] of [
  ["a care worker", "care.worker@fennmoor.example"],
  ["a shift lead", "team.leader@fennmoor.example"],
] as const) {
  test(`${who} is shown no link that leads nowhere`, async ({ browser }) => {
    test.setTimeout(180_000);
    const { seen, dead } = await deadLinks(await personIn(browser, email));
    expect(dead).toEqual([]);
    expect(seen).toBeGreaterThan(30);
  });
}
