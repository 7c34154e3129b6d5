import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { expect, test } from "./support/app.ts";
import { actionIds } from "./support/doors.ts";
import { ask, hiddenFields, multipart } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const ours = () => process.env.HOLDFAST_ORIGIN ?? "";
const entries = async (sql: postgres.Sql) =>
  Number(
    (
      await sql`select (select count(*) from trail_entries) + (select count(*) from auth.sessions where ended_at is not null) as n`
    )[0]?.n,
  );

/** The form of a new system as a browser without script would post it, ready to be sent from anywhere. */
async function systemForm(page: Page, name: string) {
  const cookie = await cookieOf(page);
  const html = (await ask("/systems/new", { cookie })).text;
  const fields: [string, string][] = [
    ...hiddenFields(html, "careReason"),
    ["name", name],
    ["category", "dscr"],
    ["tier", "1"],
    ["hosting", "cloud-saas"],
  ];
  const { body, type } = multipart(fields);
  const post = (headers: Record<string, string>, path = "/systems/new") =>
    ask(path, { method: "POST", body, cookie, headers: { "content-type": type, ...headers } });
  return { post };
}

const strange: [string, Record<string, string>][] = [
  ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["another site that forges our host", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
  ["another site with its own host", { origin: "http://evil.example", host: "evil.example" }],
  ["the origin null", { origin: "null", "sec-fetch-site": "cross-site" }],
  ["no origin", {}],
  ["no origin, from no page", { "sec-fetch-site": "none" }],
  ["our origin, sent across sites", { "sec-fetch-site": "cross-site" }],
  ["our origin, sent from a neighbour", { "sec-fetch-site": "same-site" }],
];

test("a form that was sent from anywhere else changes nothing; from our own page it does", async ({ page, sql }) => {
  await signInAs(page, "digital.lead@fennmoor.example");
  const form = await systemForm(page, `Elsewhere ${Date.now()}`);
  for (const [from, given] of strange) {
    const before = await entries(sql);
    const headers = from.startsWith("our origin") ? { origin: ours(), ...given } : given;
    await form.post(headers);
    expect([from, await entries(sql)]).toEqual([from, before]);
  }
  const before = await entries(sql);
  const answer = await form.post({ origin: ours(), "sec-fetch-site": "same-origin" });
  expect([answer.status, answer.headers.location]).toEqual([303, expect.stringMatching(/^\/systems\/[0-9a-f-]{36}$/)]);
  expect(await entries(sql)).toBeGreaterThan(before);
});

test("signing out and choosing colours are not somebody else's to send", async ({ page, sql }) => {
  await signInAs(page, "digital.lead@fennmoor.example");
  const cookie = await cookieOf(page);
  const html = (await ask("/systems", { cookie })).text;
  const named = [...html.matchAll(/name="(\$ACTION_ID_[0-9a-f]+)"/g)].map(([, name]) => name ?? "");
  expect(new Set(named).size).toBe(3);
  for (const name of new Set(named)) {
    const { body, type } = multipart([
      [name, ""],
      ["theme", "dark"],
      ["density", "compact"],
    ]);
    const before = await entries(sql);
    for (const [from, given] of strange) {
      const headers = { "content-type": type, ...(from.startsWith("our origin") ? { origin: ours() } : {}), ...given };
      const answer = await ask("/systems", { method: "POST", body, cookie, headers });
      expect([from, answer.headers["set-cookie"]]).toEqual([from, undefined]);
    }
    expect(await entries(sql)).toBe(before);
  }
});

test("no action runs for nobody, through its own page, another, or an address that does not exist", async ({ sql }) => {
  test.setTimeout(180_000);
  const ids = actionIds();
  expect(ids.length).toBeGreaterThan(10);
  const before = await entries(sql);
  const accounts = await sql`select md5(string_agg(a::text, '' order by id)) as print from auth.accounts a`;
  const { body, type } = multipart([
    ["1_name", "Nobody wrote this"],
    ["1_reason", "Nobody wrote this"],
    ["0", '[{"status":"idle","values":{},"errors":{}},"$K1"]'],
  ]);
  for (const id of ids)
    for (const path of ["/systems/new", "/sign-in", "/there/is/no/such/page", "/not-here"]) {
      const headers = { "next-action": id, "content-type": type, origin: ours(), "sec-fetch-site": "same-origin" };
      const answer = await ask(path, { method: "POST", body, headers });
      expect([id, path, answer.text.includes("Fennmoor Care Trust") && path !== "/sign-in"]).toEqual([id, path, false]);
    }
  expect(await entries(sql)).toBe(before);
  expect(await sql`select md5(string_agg(a::text, '' order by id)) as print from auth.accounts a`).toEqual(accounts);
});

test("no action of a manager's runs for a care worker, whatever page it is sent through", async ({ page, sql }) => {
  test.setTimeout(180_000);
  await signInAs(page, "care.worker@fennmoor.example");
  const cookie = await cookieOf(page);
  const [{ id = "" } = {}] = await sql`select r.id from records r join organisations o using (organisation_id)
    where o.name = 'Fennmoor Care Trust' and r.kind = 'system' limit 1`;
  const before =
    await sql`select count(*) as n from trail_entries where table_name in ('systems', 'risks', 'bundles', 'services', 'memberships', 'outside_grants')`;
  const { body, type } = multipart([
    ["1_id", String(id)],
    ["1_version", "1"],
    ["1_name", "A care worker wrote this"],
    ["1_title", "A care worker wrote this"],
    ["1_category", "dscr"],
    ["1_tier", "1"],
    ["1_hosting", "cloud-saas"],
    ["1_reason", "A care worker wrote this"],
    ["0", '[{"status":"idle","values":{},"errors":{}},"$K1"]'],
  ]);
  for (const action of actionIds())
    await ask("/", {
      method: "POST",
      body,
      cookie,
      headers: { "next-action": action, "content-type": type, origin: ours(), "sec-fetch-site": "same-origin" },
    });
  const after =
    await sql`select count(*) as n from trail_entries where table_name in ('systems', 'risks', 'bundles', 'services', 'memberships', 'outside_grants')`;
  expect(after).toEqual(before);
});
