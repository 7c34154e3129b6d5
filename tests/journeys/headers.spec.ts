import { expect, test } from "./support/app.ts";
import { filled, routesIn } from "./support/doors.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const fennmoor = "Fennmoor Care Trust";
const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
const nonceOf = (policy = "") => /'nonce-([A-Za-z0-9+/=]+)'/.exec(policy)?.[1];

test("every page and every handler sends the same protective headers and is kept by no cache", async ({
  page,
  sql,
}) => {
  await signInAs(page, "quality.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const routes = ["(portal)", "(board)", "(outside)", "sign-in", "verify", "set-password"].flatMap((folder) =>
    routesIn(folder, "page.tsx"),
  );
  const handlers = routesIn("", "route.ts");
  expect(routes.length + handlers.length).toBeGreaterThan(40);
  for (const route of [...routes, ...handlers]) {
    const answer = await ask(await filled(sql, route, fennmoor), { cookie });
    expect([route, answer.headers]).toEqual([route, expect.objectContaining(always)]);
    expect([route, answer.headers["cache-control"] ?? ""]).toEqual([route, expect.stringMatching(/no-store|^$/)]);
    if (answer.status === 200)
      expect([route, answer.headers["cache-control"]]).toEqual([route, expect.stringContaining("no-store")]);
    expect([route, answer.headers["x-powered-by"], answer.headers.server]).toEqual([route, undefined, undefined]);
    if (answer.headers["content-type"]?.includes("text/html"))
      expect([route, answer.headers["content-security-policy"]]).toEqual([
        route,
        expect.stringContaining("default-src 'none'"),
      ]);
  }
});

test("a page's policy names a nonce of its own, new for each answer, and every script carries it", async ({ page }) => {
  await signInAs(page, "quality.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const nonces = new Set<string>();
  for (let turn = 0; turn < 6; turn += 1) {
    const { headers, text } = await ask("/systems", { cookie });
    const policy = headers["content-security-policy"] ?? "";
    const nonce = nonceOf(policy) ?? "";
    expect(Buffer.from(nonce, "base64").length).toBeGreaterThanOrEqual(16);
    nonces.add(nonce);
    const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes ?? "");
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).not.toMatch(/style-src [^;]*unsafe-inline/);
    for (const part of ["base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/https?:|\*/);
  }
  expect(nonces.size).toBe(6);
});

test("finished pages run no script at all", async () => {
  for (const path of ["/not-here", "/unavailable", "/fault"]) {
    const { headers, text } = await ask(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(text).not.toContain("<script");
  }
});

test("no other site can frame the portal", async ({ browser }) => {
  const page = await browser.newPage();
  await page.route("http://frame.example/", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${process.env.HOLDFAST_ORIGIN}/sign-in"></iframe>` }),
  );
  await page.goto("http://frame.example/");
  await page.waitForTimeout(500);
  const inside = page.frames().find((frame) => frame !== page.mainFrame());
  expect(inside).toBeDefined();
  expect((await inside?.content()) ?? "").not.toContain("Email address");
  await page.close();
});

test("what is not used does not answer", async () => {
  const gone = [
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75",
    "/api/auth/session",
    "/api/auth/signin",
    "/api/auth/csrf",
    "/api/auth/providers",
    "/api/auth/callback/credentials",
    "/api/auth/_log",
    "/.env",
    "/.git/config",
    "/package.json",
    "/_next/static/../../package.json",
    "/_next/server/server-reference-manifest.json",
  ];
  for (const path of gone) expect([path, (await ask(path)).status]).toEqual([path, 404]);
  for (const path of ["/api/auth/session", "/api/auth/_log", "/api/auth/callback/credentials"])
    expect([path, (await ask(path, { method: "POST", body: "{}" })).status]).toEqual([path, 404]);
});

test("a request is never echoed, and methods that nobody uses change nothing", async ({ page, sql }) => {
  await signInAs(page, "digital.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const entries = () => sql`select count(*)::int as n from trail_entries`;
  const before = await entries();
  for (const path of ["/sign-in", "/not-here", "/systems", "/systems/export"]) {
    for (const method of ["TRACE", "TRACK"]) {
      // The server may also close the connection without a word.
      const answer = await ask(path, { method, cookie }).catch(() => undefined);
      expect([method, path, answer?.status ?? 400]).toEqual([method, path, expect.any(Number)]);
      expect(answer?.status ?? 400).toBeGreaterThanOrEqual(400);
      expect(answer?.text ?? "").not.toContain(cookie);
    }
    for (const method of ["DELETE", "PUT", "PATCH", "PROPFIND", "POST"])
      await ask(path, { method, cookie }).catch(() => undefined);
  }
  expect(await entries()).toEqual(before);
});

test("a browser's bundle holds no secret and no map of the source", async ({ page }) => {
  const scripts: string[] = [];
  page.on("response", async (response) => {
    if (response.url().includes("/_next/static/")) scripts.push(await response.text().catch(() => ""));
  });
  await signInAs(page, "quality.lead@fennmoor.example");
  await page.goto("/systems");
  await page.waitForLoadState("networkidle");
  const text = scripts.join("\n");
  expect(text.length).toBeGreaterThan(10_000);
  const secrets = ["HOLDFAST_CONTEXT_KEY", "AUTH_SECRET", "DATABASE_APP_URL"].map((name) => process.env[name] ?? name);
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  expect(text).not.toMatch(/sourceMappingURL|guard\.assume|holdfast_app|postgres:\/\//);
});

test("pages that only measuring needs are no address of the portal", async ({ page }) => {
  await signInAs(page, "quality.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const nowhere = await ask("/there/is/no/such/page", { cookie });
  expect(nowhere.status).toBe(404);
  for (const path of ["/bench/bare", "/bench/rows"]) expect((await ask(path, { cookie })).status).toBe(404);
});
