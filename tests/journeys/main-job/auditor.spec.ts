import { expect, test } from "../support/app.ts";
import { everyPage } from "../support/every-page.ts";
import { seat } from "../support/session.ts";
import { follow } from "../support/ways.ts";
import { formsOf } from "../support/wrong.ts";

const rooms = [
  "risks",
  "disruptions",
  "resilience-tests",
  "action-items",
  "systems",
  "materials",
  "meetings",
  "evidence",
  "frameworks",
  "organisation",
  "access",
  "trail",
];

test("internal auditor: reads every room, its records and the trail, and changes nothing", async ({ browser, sql }) => {
  test.slow();
  const { page, context, cookie } = await seat(browser, "auditor", { script: false });
  const count = () => sql`select count(*)::int as n from trail_entries`;
  const before = await count();
  for (const room of rooms) {
    const ways = everyPage[`/${room}/[id]`] ?? everyPage[`/${room}`] ?? [];
    const address = await follow(["auditor", `/${room}?view=all`], cookie, {});
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect([room, ways.length > 0, await formsOf(page)]).toEqual([
      room,
      true,
      ["Save the view"].slice(0, (await page.getByText("Save this view").count()) > 0 ? 1 : 0),
    ]);
  }
  for (const room of rooms.slice(0, 8)) {
    const record = await follow(["auditor", `/${room}?view=all`, `/${room}/*`], cookie, {});
    await page.goto(record);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect([record, await formsOf(page)]).toEqual([record, []]);
  }
  await page.goto("/trail");
  await expect(page.getByRole("table")).toContainText(/Quality lead|Administrator|Digital lead|Registered manager/);
  const file = await page.request.get("/trail/export");
  expect([file.status(), file.headers()["content-type"]]).toEqual([200, expect.stringContaining("text/csv")]);
  for (const form of ["/risks/new", "/systems/new", "/evidence/new", "/access/people/new", "/access/grants/new"]) {
    await page.goto(form);
    expect([form, new URL(page.url()).pathname]).toEqual([form, "/not-here"]);
  }
  expect(await count()).toEqual(before);
  await context.close();
});
