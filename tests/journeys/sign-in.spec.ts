import { demoAccounts } from "#lib/access/demo.ts";
import { expect, expectAccessible, test } from "./support/app.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, demoPassword, signInAs } from "./support/sign-in.ts";

const manager = "registered.manager@fennmoor.example";
const landings: Record<string, RegExp> = {
  "administrator@fennmoor.example": /\/organisation$/,
  "inspector@cqc.example": /\/sign-in\/code$/,
  "quality.officer@eastmere.example": /\/commissioner$/,
};

for (const [email, role] of demoAccounts) {
  test(`${role} signs in and lands where the role begins`, async ({ page }) => {
    await signInAs(page, email);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const place = new URL(page.url()).pathname;
    const expected = landings[email];
    if (expected) return expect(place).toMatch(expected);
    // Whoever has the overview begins there; until it stands, at the first room of the navigation.
    const first = await page.getByRole("navigation").first().getByRole("link").first().getAttribute("href");
    expect([first, "/"]).toContain(place);
    await expect(page.getByText("That is not here")).toHaveCount(0);
  });
}

test("the way in is one field, then another, by keyboard, and speaks plainly to axe", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await page.getByLabel("Email address").fill(manager);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password")).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Enter your password.").first()).toBeVisible();
  await page.getByLabel("Password").fill(demoPassword);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/sign-in/);
});

test("without script the same fields let the same person in", async ({ plain }) => {
  await signInAs(plain, manager);
  await expect(plain.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password is answered in the same words for somebody known and somebody unknown", async ({ page }) => {
  const answers: string[] = [];
  for (const email of [manager, "nobody.at.all@fennmoor.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const summary = page.getByRole("alert").first();
    await expect(summary).toContainText("do not match");
    answers.push(((await page.locator("main").textContent()) ?? "").replace(email, "EMAIL"));
  }
  expect(answers[1]).toBe(answers[0]);
  expect(await page.context().cookies()).toEqual([]);
});

test("an address that is none is told so beside the field, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill("somebody");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Email address")).toHaveValue("somebody");
  await expect(page.getByLabel("Email address")).toHaveAttribute("aria-invalid", "true");
});

test("the session's cookie is a random handle that no script and no other site reads", async ({ page }) => {
  await signInAs(page, manager);
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("holdfast"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(cookie?.value).toMatch(/^[\w-]{43}$/);
  expect(await page.evaluate(() => document.cookie)).not.toContain(cookie?.value ?? "none");
});

test("each sign-in gives a new handle, and the one before is worth nothing", async ({ page }) => {
  await signInAs(page, manager);
  const before = await cookieOf(page);
  await signInAs(page, manager);
  expect(await cookieOf(page)).not.toBe(before);
  expect((await ask("/risks", { cookie: before })).headers.location).toBe("/sign-in");
});

test("signing out ends the session for whoever kept the cookie", async ({ page }) => {
  await signInAs(page, manager);
  const kept = await cookieOf(page);
  expect((await ask("/risks", { cookie: kept })).status).toBe(200);
  await page.getByRole("banner").locator("summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await page.context().cookies()).toEqual([]);
  const answer = await ask("/risks", { cookie: kept });
  expect([answer.status, answer.headers.location]).toEqual([307, "/sign-in"]);
});

test("a session that has been idle for 30 minutes is over", async ({ page, sql }) => {
  await signInAs(page, manager);
  await sql`update auth.sessions s set seen_at = seen_at - interval '31 minutes' from auth.accounts a
    where a.id = s.account_id and a.email = ${manager}`;
  await page.goto("/risks");
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("no parameter sends anybody anywhere else", async ({ page }) => {
  const names = ["callbackUrl", "next", "redirect", "returnTo", "url", "as"];
  const places = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/%2f%2fevil.example",
  ];
  for (const name of names)
    for (const place of places) {
      const answer = await ask(`/sign-in?${name}=${encodeURIComponent(place)}`);
      expect([name, place, answer.headers.location]).toEqual([name, place, undefined]);
      // The page's own address travels in its data; a link or a form to it would be another thing.
      expect(answer.text).not.toMatch(/(href|action|content)="[^"]*evil\.example/);
    }
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.example&next=%2F%2Fevil.example");
  await page.getByLabel("Email address").fill(manager);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  expect(page.url().startsWith(process.env.HOLDFAST_ORIGIN ?? "nowhere")).toBe(true);
});

test("what is not there, not reachable and broken each have their page and their status", async ({ page, plain }) => {
  for (const [path, status, words] of [
    ["/not-here", 404, "That is not here"],
    ["/unavailable", 503, "Holdfast cannot reach its records"],
    ["/fault", 500, "Something went wrong"],
    ["/fault?reference=0a1b2c3d", 500, "Something went wrong"],
  ] as const) {
    const answer = await plain.goto(path);
    expect(answer?.status()).toBe(status);
    await expect(plain.getByRole("heading", { level: 1 })).toHaveText(words);
    await page.goto(path);
    await expectAccessible(page);
  }
  expect((await ask("/unavailable")).headers["retry-after"]).toMatch(/^[0-9]+$/);
  expect((await ask("/fault?reference=0a1b2c3d")).text).toContain("0a1b2c3d");
  expect((await ask("/fault?reference=%3Cscript%3E")).text).not.toContain("script");
});

test("a record of another organisation, one that never was and an address that is none look the same", async ({
  page,
  sql,
}) => {
  const [theirs] = await sql`select r.id from records r join organisations o on o.organisation_id = r.organisation_id
    where o.name = 'Fennmoor Care Trust' and r.kind = 'system' limit 1`;
  await signInAs(page, "registered.manager@ashdown.example");
  const cookie = await cookieOf(page);
  const ids = [String(theirs?.id), "00000000-0000-4000-8000-000000000000", "not-an-id", "1", "..%2f..%2fetc"];
  const first = await Promise.all(ids.map((id) => ask(`/systems/${id}`, { cookie })));
  expect(first.map(({ status, headers }) => [status, headers.location])).toEqual(ids.map(() => [307, "/not-here"]));
  const pages = await Promise.all(first.map(({ headers }) => ask(headers.location ?? "", { cookie })));
  for (const one of pages) expect([one.status, one.text]).toEqual([404, pages[0]?.text]);
});
