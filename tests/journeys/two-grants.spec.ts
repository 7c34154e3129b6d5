import { expect, test } from "./support/app.ts";
import { ask } from "./support/raw.ts";
import { cookieOf, signInAs } from "./support/sign-in.ts";

const officer = "quality.officer@eastmere.example";
const second = "Second look at the contract";

test("an officer with two grants chooses without script, types a code for the new one, and changes over", async ({
  plain: page,
  sql,
}) => {
  await sql.unsafe(`alter table outside_grants disable trigger user; alter table grant_services disable trigger user;
    with made as (
      insert into outside_grants select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(), 'purpose', '${second}'))).*
      from outside_grants g where g.email = '${officer}' and g.ended_at is null limit 1 returning organisation_id, id)
    insert into grant_services (organisation_id, id, grant_id, service_id)
      select m.organisation_id, gen_random_uuid(), m.id, s.service_id from made m join grant_services s on s.organisation_id = m.organisation_id
      join outside_grants o on o.organisation_id = s.organisation_id and o.id = s.grant_id and o.email = '${officer}';
    alter table outside_grants enable trigger user; alter table grant_services enable trigger user`);
  try {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(officer);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Password").fill("holdfast-demo");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Choose your access" })).toBeVisible();
    await page.goto("/commissioner");
    expect(new URL(page.url()).pathname).toBe("/sign-in/access");
    await page.getByRole("button", { name: new RegExp(second) }).click();
    await expect(page.getByRole("heading", { name: "Access code" })).toBeVisible();
    await page.goto("/commissioner");
    expect(new URL(page.url()).pathname).toBe("/sign-in/code");
    await page.getByLabel("Access code").fill((await page.getByTestId("demo-code").textContent()) ?? "");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { name: /Evidence issued to/ })).toBeVisible();
    await page.getByRole("link", { name: "Your other access" }).click();
    await page.getByRole("button", { name: /Contract monitoring/ }).click();
    await expect(page.getByRole("heading", { name: /Evidence issued to/ })).toBeVisible();
  } finally {
    await sql.unsafe(`alter table outside_grants disable trigger user;
      update outside_grants set ended_at = clock_timestamp(), ended_reason = 'Over' where purpose = '${second}';
      alter table outside_grants enable trigger user`);
  }
  await page.goto("/commissioner");
  await expect(page.getByRole("heading", { name: /Evidence issued to/ })).toBeVisible();
  await expect(page.getByRole("link", { name: "Your other access" })).toHaveCount(0);
});

test("a care worker's page of a reviewed disruption shows what happened, and no review, duty or signature", async ({
  page,
  sql,
}) => {
  await signInAs(page, "care.worker@fennmoor.example");
  const cookie = await cookieOf(page);
  const [row] = await sql`select id from records where reference = 'DIS-2026-014' limit 1`;
  const base = `/disruptions/${row?.id}`;
  await page.goto(base);
  const main = page.locator("main");
  await expect(main.getByText("What it meant").first()).toBeVisible();
  for (const word of ["Did care stay safe?", "Who we had to tell", "Learning and actions", "Whole review"])
    await expect(main.getByText(word)).toHaveCount(0);
  await expect(main.getByRole("link", { name: /^Sign-off/ })).toHaveCount(0);
  for (const part of ["review", "duties", "sign-off", "paper"])
    expect([part, (await ask(`${base}/${part}`, { cookie })).headers.location]).toEqual([part, "/not-here"]);
  for (const part of ["timeline", "impact"]) expect((await ask(`${base}/${part}`, { cookie })).status).toBe(200);
});
