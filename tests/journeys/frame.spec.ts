import { expect, test } from "./support/app.ts";
import { seat } from "./support/session.ts";
import { signInAs } from "./support/sign-in.ts";

test("the frame says in which role one acts as soon as another is chosen, and shows that role's rooms", async ({
  page,
}) => {
  await signInAs(page, "registered.manager@ashdown.example");
  const who = page.getByRole("banner");
  await expect(who).toContainText("Registered manager");
  await who.locator("summary").click();
  await who.getByRole("button", { name: /Quality and compliance lead/ }).click();
  await expect(who).toContainText("Quality and compliance lead");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Trail" })).toBeVisible();
});

test("a page that has been open for a while asks for its frame again", async ({ page, sql }) => {
  await page.clock.install();
  await signInAs(page, "quality.lead@fennmoor.example");
  await page.goto("/systems");
  const live = page.getByRole("status", { name: "Happening now" });
  const band = live.getByRole("link", { name: "Open disruption" }).first();
  const href = (await band.getAttribute("href")) ?? "";
  const id = href.split("/").at(-1) ?? "";
  await sql`alter table disruptions disable trigger user`;
  try {
    await sql`update disruptions set restored_at = clock_timestamp() where id = ${id}`;
    await page.clock.fastForward(60_000);
    await page.evaluate(() => Object.assign(window, { kept: true }));
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Materials" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Materials" })).toBeVisible();
    expect(await page.evaluate(() => "kept" in window)).toBe(true);
    await expect(live.locator(`a[href="${href}"]`)).toHaveCount(0);
  } finally {
    await sql`update disruptions set restored_at = null where id = ${id}`;
    await sql`alter table disruptions enable trigger user`;
  }
});

test("the bar at the foot of a phone never stands on what has the focus", async ({ browser }) => {
  const { page, context } = await seat(browser, "quality lead", { width: 390 });
  await page.goto("/risks");
  const hidden: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const under = await page.evaluate(() => {
      const [here, bar] = [document.activeElement, document.querySelector(".bottombar")];
      if (!here || !bar || bar.contains(here)) return "";
      return here.getBoundingClientRect().bottom > bar.getBoundingClientRect().top ? here.textContent : "";
    });
    if (under) hidden.push(under);
  }
  expect(hidden).toEqual([]);
  await context.close();
});

test("an open menu closes by Esc, giving the focus back, and when the focus walks out of it; a column put away in one is gone at once", async ({
  browser,
}) => {
  const { page, context } = await seat(browser, "quality lead");
  await page.goto("/risks");
  const own = page.getByRole("banner").locator("details.menu");
  const button = own.locator("> summary");
  await button.press("Enter");
  await page.keyboard.press("Tab");
  await expect(own.getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(own).not.toHaveAttribute("open");
  await expect(button).toBeFocused();
  await button.press("Enter");
  await own.locator("a, button").last().focus();
  await expect(own).toHaveAttribute("open");
  await page.keyboard.press("Tab");
  await expect(own).not.toHaveAttribute("open");
  const services = page.getByRole("columnheader", { name: "Services" });
  await expect(services).toBeVisible();
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Services" }).uncheck();
  await expect(services).toHaveCount(0);
  await context.close();
});

test("a page is printed light, whatever the screen is", async ({ browser }) => {
  const { page, context } = await seat(browser, "quality lead");
  await page.goto("/risks");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const shown = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    return [color, backgroundColor].map((one) => {
      if (!canvas) return 0;
      canvas.fillStyle = one;
      canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data[1];
    });
  });
  expect(shown[0]).toBeLessThan(80);
  expect(shown[1]).toBe(255);
  await context.close();
});

for (const script of [true, false])
  test(`colours that were chosen are given back to the device, ${script ? "with" : "without"} script`, async ({
    browser,
  }) => {
    const { page, context } = await seat(browser, "quality lead", { script });
    await page.emulateMedia({ colorScheme: "dark" });
    const kept = async () => (await context.cookies()).find(({ name }) => name === "theme")?.value;
    const canvas = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.goto("/systems");
    const dark = await canvas();
    const own = page.getByRole("banner").locator("details.menu");
    const choose = async (words: string) => {
      if ((await own.getAttribute("open")) === null) await own.locator("> summary").click();
      await own.getByRole("button", { name: words }).click();
      if ((await own.getAttribute("open")) === null) await own.locator("> summary").click();
      await expect(own.locator("[name=theme][aria-pressed=true]")).toHaveText(words);
    };
    await choose("Light colours");
    expect(await kept()).toBe("light");
    await expect.poll(canvas).not.toBe(dark);
    await choose("As this device is set");
    expect(await kept()).toBeUndefined();
    await expect.poll(canvas).toBe(dark);
    await context.close();
  });

test("every column of every register is in sight on a tablet, a small laptop and a desk", async ({ browser }) => {
  test.setTimeout(180_000);
  const { page, context } = await seat(browser, "quality lead");
  const cut: string[] = [];
  const registers = ["disruptions?view=all", "resilience-tests?view=all", "action-items?view=all", "meetings?view=all"];
  for (const path of ["", "risks", ...registers, "materials", "systems", "evidence", "organisation", "trail"]) {
    await page.goto(`/${path}`);
    for (const width of [768, 1024, 1280, 1366, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page
        .locator(".register .card, .register .scroll, main .tabs")
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className));
      cut.push(...over.map((name) => `/${path} at ${width} px: ${name}`));
    }
  }
  expect(cut).toEqual([]);
  await context.close();
});

test("where a device forces its colours, what is chosen and what has the focus are still told apart", async ({
  browser,
}) => {
  const { page, context } = await seat(browser, "quality lead");
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/risks");
  const line = (of: string) =>
    page
      .locator(of)
      .first()
      .evaluate((one) => getComputedStyle(one).borderBottomColor);
  expect(await line(".tabs a[aria-current]")).not.toBe(await line(".tabs a:not([aria-current])"));
  expect(await line(".side .nav a[aria-current]")).not.toBe(await line(".side .nav a:not([aria-current])"));
  const unseen: string[] = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const without = await page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return "";
      const { outlineStyle, outlineWidth } = getComputedStyle(here);
      return outlineStyle === "none" || Number.parseFloat(outlineWidth) < 3 ? here.outerHTML.slice(0, 80) : "";
    });
    if (without) unseen.push(without);
  }
  expect(unseen).toEqual([]);
  await context.close();
});
