import type { Page } from "@playwright/test";
import { another, expect, expectAccessible, test } from "./support/app.ts";
import { beginNow, press } from "./support/prepared.ts";
import { seat } from "./support/session.ts";
import { signInAs } from "./support/sign-in.ts";

const room = { width: 1920, height: 1080 };
const question = "Approve £11,430 to replace 30 tablets by 31 March 2027";
const walk = ["ArrowRight", "PageDown", "Space", "ArrowDown", "ArrowRight", "PageDown", "Space", "ArrowRight"];

/** What the far end of the room could not read: small letters, and what leaves the stage or its own part of it. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = document.querySelector(location.hash ? `[id="${location.hash.slice(1)}"]` : ".screen");
    const stage = document.querySelector(".stage")?.getBoundingClientRect();
    const found = new Set<string>();
    for (const part of document.querySelectorAll(".board-head *, .screen *")) {
      const style = getComputedStyle(part);
      const box = part.getBoundingClientRect();
      if (style.visibility === "hidden" || box.width === 0 || part.closest(".sr") || !stage) continue;
      const name = `${part.tagName} ${part.className} ${part.textContent?.slice(0, 30)}`;
      const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (words && Number.parseFloat(style.fontSize) < 24) found.add(`small: ${name}`);
      if (box.right > stage.right + 1 || box.bottom > stage.bottom + 1 || box.left < -1) found.add(`outside: ${name}`);
    }
    for (const part of document.querySelectorAll(".board-head *, .show *"))
      if (
        !part.closest(".sr") &&
        part.scrollHeight > part.clientHeight + 1 &&
        getComputedStyle(part).overflowY === "hidden"
      )
        found.add(`cut: ${part.textContent?.slice(0, 30)}`);
    for (const part of screen?.querySelectorAll(".say, .show, .ask, .foot") ?? [])
      if (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
        found.add(`overflows: ${part.className}`);
    if (document.documentElement.scrollHeight > innerHeight) found.add("scrolls");
    return [...found];
  });
}

const shown = (page: Page) => page.locator("section.screen").filter({ visible: true });

/** The board's meetings to come, soonest first. */
const boards = (page: Page) =>
  page.getByRole("table", { name: "Meetings" }).getByRole("link", { name: /^Board of trustees/ });

/** The board's meeting after the next one, begun, with a question on its fourth item and nobody's attendance; answers its address. */
async function beginMeeting(page: Page): Promise<string> {
  await page.goto("/meetings?view=coming&words=Board");
  await boards(page).nth(1).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meeting = new URL(page.url()).pathname;
  await beginNow(page);
  await page.goto(`${meeting}/minutes`);
  const item = await page
    .getByRole("link", { name: /Digital resilience/ })
    .first()
    .getAttribute("href");
  await page.goto(`${item}&write=decision`);
  await page.getByLabel("The question").fill(question);
  await page.getByLabel("What is asked").selectOption("approve");
  await page.getByLabel("What is recommended").fill("The quality committee recommends it.");
  await press(page, "Put it to the meeting");
  await expect(page.getByText(question).first()).toBeVisible();
  return meeting;
}

async function recordAttendance(page: Page, meeting: string): Promise<void> {
  await page.goto(`${meeting}/attendance`);
  for (const who of ["Chair of the board", "Vice chair of the board", "Board member"])
    await page
      .getByRole("group", { name: new RegExp(`^${who},`) })
      .getByLabel("Was there")
      .selectOption("present");
  await press(page, "Save attendance");
}

test("the board screen holds a whole meeting without a network, and what is pressed then is recorded afterwards", async ({
  browser,
  sql,
}) => {
  test.setTimeout(180_000);
  const reports: string[] = [];
  const { page, context } = await seat(browser, "governance lead", { reports });
  const meeting = await beginMeeting(page);
  const decided = () =>
    sql`select d.outcome from meeting_decisions d where d.question = ${question} and d.outcome is not null`;
  await page.setViewportSize(room);
  await page.goto(`${meeting}/screen#disruptions`);
  const bar = page.getByRole("region", { name: question });
  await bar.getByRole("button", { name: "Approve" }).click();
  await bar.getByLabel("Approve, because").fill("nobody counted who is here");
  await bar.getByRole("button", { name: "Record: Approve" }).click();
  await expect(bar.getByRole("alert")).toContainText("not quorate");
  await recordAttendance(page, meeting);
  await page.goto(`${meeting}/screen`);
  await page.waitForLoadState("load");
  await expect(page.getByRole("button", { name: "Leading" })).toBeVisible();
  await expect(page.getByRole("img", { name: /Overdue actions/ })).toBeVisible();
  await expectAccessible(page);
  expect(reports).toEqual([]);

  const member = await another(browser, "board.member@fennmoor.example");
  await member.page.setViewportSize({ width: 1280, height: 720 });
  await member.page.goto(`${meeting}/screen`);
  await expect(member.page.getByRole("button", { name: "Following the meeting" })).toBeVisible();

  for (const key of walk.slice(0, 5)) await page.keyboard.press(key);
  await expect(member.page).toHaveURL(/#actions$/);
  for (const one of [page, member.page])
    await expect(shown(one).getByText(/^Figures frozen as the item was opened: /)).toBeVisible();
  await page.keyboard.press("Home");

  await context.setOffline(true);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const answers: string[] = [];
  for (const key of ["", ...walk]) {
    if (key) await page.keyboard.press(key);
    await expect(shown(page)).toHaveCount(1);
    answers.push((await shown(page).getByRole("heading", { level: 2 }).textContent()) ?? "");
    await expect.poll(() => faults(page)).toEqual([]);
  }
  expect(new Set(answers).size).toBe(9);
  await page.keyboard.press("d");
  await expect(page.locator(".boardroom")).toHaveAttribute("data-theme", "dark");
  for (const _ of walk) {
    await page.keyboard.press("PageUp");
    expect(await faults(page)).toEqual([]);
  }
  await page.keyboard.press("t");
  await expect(shown(page).getByRole("columnheader", { name: "Risks above appetite" })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  // Which item is open is all that was said to anybody; only the browser's own look for the mark asked for anything.
  const own = [`POST ${meeting}/screen`, "GET /icon.svg"];
  expect([...new Set(asked)].filter((one) => !own.includes(one))).toEqual([]);

  await member.page.goto(`${member.page.url().split("#")[0]}#disruptions`);
  await expect(member.page.locator("section.ask", { hasText: question })).toBeVisible();
  await expect(member.page.locator("section.ask", { hasText: question }).getByRole("button")).toHaveCount(0);
  const deputy = await another(browser, "vice.chair@fennmoor.example");
  await deputy.page.setViewportSize({ width: 1280, height: 720 });
  await deputy.page.goto(`${meeting}/screen#disruptions`);
  const theirs = deputy.page.locator("section.ask", { hasText: question });
  await expect(theirs.getByRole("button", { name: "Reject" })).toBeVisible();
  await deputy.context.setOffline(true);
  await theirs.getByRole("button", { name: "Reject" }).click();
  await theirs.getByLabel("Reject, because").fill("there is no money for it");
  await theirs.getByRole("button", { name: "Record: Reject" }).click();
  await expect(theirs.getByText(/^Not recorded yet: Reject\. There is no money/)).toBeVisible();
  await deputy.context.clearCookies();
  const next = await deputy.context.newPage();
  await deputy.context.setOffline(false);
  await signInAs(next, "chair@fennmoor.example");
  await next.goto(`${meeting}/screen#disruptions`);
  for (const tab of [next, deputy.page]) {
    const notice = tab.locator("section.ask", { hasText: question });
    await expect(notice).toContainText(/Pressed by somebody else, \d\d:\d\d\. Not recorded yet\./);
    await expect(notice).toContainText("Their answer: Reject.");
    await expect(notice).toContainText("Record it as mine");
    await expect(notice).not.toContainText(/no money/i);
  }
  expect(await decided()).toHaveLength(0);
  await next.close();

  await page.goto(`${page.url().split("#")[0]}#disruptions`);
  await expect(bar.getByText(/^Pressed at \d\d:\d\d and refused/)).toBeVisible();
  await expect(bar.getByLabel("Approve, because")).toHaveValue("nobody counted who is here");
  await bar.getByRole("button", { name: "Back to the answers" }).click();
  await expect(bar.getByRole("button")).toHaveText(["Approve", "Reject", "Defer"]);
  await bar.getByRole("button", { name: "Approve" }).click();
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button", { name: "Approve" })).toBeFocused();
  await bar.getByRole("button", { name: "Approve" }).click();
  await bar.getByLabel("Approve, because").fill("the tablets fail in the medicines round");
  await bar.getByRole("button", { name: "Record: Approve" }).click();
  await expect(bar.getByText(/^Not recorded yet: Approve\. The tablets fail/)).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await context.clearCookies();
  await context.setOffline(false);
  await bar.getByRole("button", { name: "Record it now" }).click();
  await expect(bar.getByText("is recorded as soon as you sign in again")).toBeVisible();
  expect(await decided()).toHaveLength(0);
  const tab = await context.newPage();
  await signInAs(tab, "governance.lead@fennmoor.example");
  await tab.close();
  await expect(bar.getByText("Approved. The tablets fail in the medicines round.")).toBeVisible({
    timeout: 30_000,
  });
  expect(await decided()).toHaveLength(1);
  await page.reload();
  await expect(bar.getByText(/^Recorded .* by the/)).toBeVisible();
  expect(reports.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(one))).toEqual([]);
  const plain = await another(browser, "board.member@fennmoor.example", { plain: true });
  await plain.page.goto(`${meeting}/screen`);
  await plain.page.getByRole("link", { name: "Follow it" }).click();
  await expect(plain.page.getByRole("link", { name: "Digital resilience" })).toHaveAttribute("href", "#disruptions");
  await expect(plain.page.locator('meta[http-equiv="refresh"]')).toHaveAttribute("content", /#disruptions$/);
  for (const one of [plain, member, deputy, { context }]) await one.context.close();
});

test("without script the board screen is one page with every item, and its notes are another", async ({ browser }) => {
  const { page, context } = await seat(browser, "chair", { script: false });
  await page.goto("/meetings?view=coming&words=Board");
  await boards(page).first().click();
  await page.getByRole("link", { name: "Board screen" }).click();
  await page.waitForURL(/\/screen$/);
  const screens = page.locator("section.screen");
  expect(await screens.count()).toBeGreaterThan(8);
  await expect(screens.filter({ visible: true })).toHaveCount(await screens.count());
  await expect(page.getByRole("columnheader", { name: "Risks above appetite" })).toBeVisible();
  await expect(page.getByText(/^Figures frozen for this meeting: /).first()).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/notes`);
  await expect(page.getByRole("heading", { name: "What we are not assured about" }).first()).toBeVisible();
  await context.close();
});

test("long titles and names stand whole on the board screen, and of rows without room it is said how many", async ({
  browser,
}) => {
  const { page, context } = await seat(browser, "governance lead");
  await page.goto("/meetings?view=coming&words=Board");
  await boards(page).first().click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const screen = `${new URL(page.url()).pathname}/screen`;
  const [committee, title] = [
    "Quality, safety and digital resilience committee",
    "Internet outage affecting care records, medicines charts and the handover of three services at night",
  ];
  await page.goto(`${screen}#actions`);
  const names = await page.locator(".parts > span").allTextContents();
  const titles = await page.locator("#actions .board-table td > span:not(.short)").allTextContents();
  expect(titles.length).toBeGreaterThan(1);
  // Longer at their source: rows that are drawn anew would lose what is written into the page.
  await page.route(`**${screen}`, async (route) => {
    const answer = await route.fetch();
    let body = await answer.text();
    for (const words of titles) body = body.replaceAll(words, title);
    for (const words of names) body = body.replaceAll(words, committee);
    await route.fulfill({ response: answer, body });
  });
  await page.reload();
  await page.setViewportSize(room);
  const rows = shown(page).locator(".board-table tbody tr");
  await expect(shown(page).getByText(/^And \d+ more, in the papers\.$/)).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(1);
  await expect(rows.last()).toContainText(title);
  expect(await faults(page)).toEqual([]);
  await context.close();
});
