import type { Browser } from "@playwright/test";
import { expect, test } from "./support/app.ts";
import { everyPage, finishedPages, type Way } from "./support/every-page.ts";
import { prepareAll } from "./support/prepared.ts";
import { type Seated, seat, type Who } from "./support/session.ts";
import { follow } from "./support/ways.ts";
import { formsOf, sendWrong } from "./support/wrong.ts";

let made: Record<string, string> = {};
const seats = new Map<Who, Seated>();
const seen = new Set<string>();

async function seatOf(browser: Browser, who: Who): Promise<Seated> {
  const known = seats.get(who) ?? (await seat(browser, who, { script: false }));
  seats.set(who, known);
  return known;
}

/** Reads one page, sends each of its forms wrongly filled, and says what a person would stumble over. */
async function stumble(browser: Browser, route: string, way: Way): Promise<string[]> {
  const { page, cookie } = await seatOf(browser, way[0]);
  const address = await follow(way, cookie, made);
  await page.goto(address);
  const faults: string[] = [];
  if ((await page.locator("h1:visible").count()) !== 1) faults.push("has no one heading");
  for (const submit of await formsOf(page)) {
    const known = `${route} ${submit.replace(/[“0-9].*/, "")}`;
    if (seen.has(known)) continue;
    seen.add(known);
    if (page.url() !== new URL(address, page.url()).href || faults.length > 0) await page.goto(address);
    const { problems, lost } = await sendWrong(page, submit);
    if (problems.length === 0) faults.push(`“${submit}” says no problem above its fields`);
    for (const { message, beside } of problems)
      if (!beside) faults.push(`“${submit}” says “${message}” beside no field`);
    for (const one of lost) faults.push(`“${submit}” loses ${one}`);
    await page.goto(address);
  }
  return faults.map((fault) => `${address} ${fault}`);
}

// A recording of so many pages would cost more than reading them.
test.use({ trace: "off", screenshot: "off" });

test.beforeAll(async ({ browser }) => {
  made = await prepareAll(browser);
});
test.afterAll(async () => {
  for (const { context } of seats.values()) await context.close();
});

/** How many different forms of a room are at least met: a walk past none of them would prove nothing. */
const fewest: Record<string, number> = {
  risks: 9,
  disruptions: 14,
  "resilience-tests": 9,
  "action-items": 5,
  systems: 4,
  materials: 6,
  meetings: 10,
  evidence: 2,
  frameworks: 3,
  organisation: 12,
  access: 8,
};

const rooms = Map.groupBy(Object.entries(everyPage), ([route]) => route.split("/")[1] || "overview");
for (const [room, routes] of rooms)
  test(`without script, ${room} can be read, and each of its forms says what is wrong and keeps what was typed`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const faults: string[] = [];
    const before = seen.size;
    for (const [route, ways] of routes) for (const way of ways) faults.push(...(await stumble(browser, route, way)));
    expect(faults).toEqual([]);
    expect(seen.size - before).toBeGreaterThanOrEqual(fewest[room] ?? 0);
  });

test("without script, what is not here, not reachable, broken or over is a finished page", async ({ plain }) => {
  for (const path of finishedPages) {
    const answer = await plain.goto(path);
    expect([path, answer?.status()]).not.toEqual([path, 200]);
    await expect(plain.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(plain.getByRole("link").first()).toBeVisible();
  }
});
