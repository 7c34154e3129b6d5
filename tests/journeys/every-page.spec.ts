import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./support/app.ts";
import { routesIn } from "./support/doors.ts";
import { everyPage, finishedPages, type Way } from "./support/every-page.ts";
import { prepareAll } from "./support/prepared.ts";
import { type Seated, seat, type Who } from "./support/session.ts";
import { follow } from "./support/ways.ts";

// The rooms are shared between the workers: walked one after another they would end long after all else.
test.describe.configure({ mode: "parallel" });

let made: Record<string, string> = {};

type Look = { width: number; theme: "light" | "dark"; rules: "all" | "colours" };

const every = process.env.HOLDFAST_EVERY_LOOK === "all";
/** Each width in each theme: the page is the same in dark, only its colours are not. */
const all = [390, 1440].flatMap((width): Look[] => [
  { width, theme: "light", rules: "all" },
  { width, theme: "dark", rules: "colours" },
]);
/** In turn, so that each room is looked at both ways. */
const inTurn: readonly Look[] = [
  { width: 390, theme: "light", rules: "all" },
  { width: 1440, theme: "dark", rules: "all" },
];
const looksAt = (turn: number): readonly Look[] => (every ? all : inTurn.slice(turn % 2, (turn % 2) + 1));
const how = every ? "on a phone and a desk, in light and dark" : "on a light phone or a dark desk in turn";

/** What axe and the width of the screen have to say of the page as it stands. */
async function said(page: Page, { theme: colorScheme, rules }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  // Colours glide from one theme to the other; what is between them is not looked at.
  await page.evaluate(async () => {
    const gliding = document.getAnimations().filter((one) => one instanceof CSSTransition);
    const glided = Promise.all(gliding.map((one) => one.finished.catch(() => undefined)));
    // One that is held back never ends: it is looked at as it stands.
    await Promise.race([glided, new Promise((later) => setTimeout(later, 2_000))]);
  });
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === "colours" ? axe.withRules(["color-contrast"]) : axe).analyze();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const sideways = await page.evaluate(() =>
    innerWidth < 720
      ? [...document.querySelectorAll(".scroll:not(.coverage)")]
          .filter((one) => one.scrollWidth > one.clientWidth + 1)
          .map((one) => one.getAttribute("aria-label") ?? one.textContent.slice(0, 60))
      : [],
  );
  const places = (nodes: { html: string }[]) => nodes.map(({ html }) => html.slice(0, 160)).join(" | ");
  return [
    ...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${places(nodes)}`),
    ...sideways.map((name) => `a table that moves sideways: ${name}`),
    ...(wide > 0 ? [`wider than the screen by ${wide} px`] : []),
  ];
}

const seats = new Map<Who, Seated>();
const reports: string[] = [];

async function seatOf(browser: Browser, who: Who): Promise<Seated> {
  const known = seats.get(who) ?? (await seat(browser, who, { reports }));
  seats.set(who, known);
  return known;
}

/** What is wrong with one page, in words. */
async function look(browser: Browser, way: Way, turn: number): Promise<string[]> {
  const { page, cookie } = await seatOf(browser, way[0]);
  const address = await follow(way, cookie, made);
  const answer = await page.goto(address);
  const { pathname, search } = new URL(page.url());
  if (`${pathname}${search}` !== address) return [`${address} led to ${pathname}`];
  const faults: string[] = [];
  if (answer?.status() !== 200 && !isFinished(pathname)) faults.push(`${answer?.status()}`);
  for (const one of looksAt(turn)) {
    await page.setViewportSize({ width: one.width, height: 900 });
    faults.push(...(await said(page, one)).map((fault) => `${one.width} px ${fault}`));
  }
  return faults.map((fault) => `${address} ${fault}`);
}

const isFinished = (path: string) => finishedPages.some((one) => one === path);
const roomOf = (route: string) => route.split("/")[1] || "overview";

// A recording of so many pages would cost more than reading them.
test.use({ trace: "off", screenshot: "off" });

test.beforeAll(async ({ browser }) => {
  made = await prepareAll(browser);
});
test.afterAll(async () => {
  for (const { context } of seats.values()) await context.close();
});

test("no page is without its line in the list of pages", () => {
  const pages = ["(portal)", "(board)", "(outside)", "sign-in", "set-password", "verify"].flatMap((folder) =>
    routesIn(folder, "page.tsx"),
  );
  expect(routesIn("", "page.tsx").length).toBe(pages.length);
  expect(Object.keys(everyPage).sort()).toEqual(pages.sort());
});

const rooms = Map.groupBy(Object.entries(everyPage), ([route]) => roomOf(route));
for (const [room, routes] of rooms)
  test(`every page of ${room} reads well for everyone, ${how}`, async ({ browser }) => {
    test.setTimeout(300_000);
    reports.length = 0;
    const faults: string[] = [];
    const ways = routes.flatMap(([, each]) => each);
    for (const [turn, way] of ways.entries()) faults.push(...(await look(browser, way, turn)));
    expect([...faults, ...reports]).toEqual([]);
  });

test("so do the finished pages that stand in for one", async ({ browser }) => {
  const faults: string[] = [];
  for (const [turn, path] of finishedPages.entries()) faults.push(...(await look(browser, ["nobody", path], turn)));
  expect(faults).toEqual([]);
});
