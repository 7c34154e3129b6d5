import { expect, test } from "@playwright/test";
import { asOwner } from "#tests/journeys/support/database.ts";
import { signInAsInspector } from "#tests/journeys/support/sign-in.ts";

const window = (starts: string, ends: string) =>
  asOwner((sql) =>
    sql.unsafe(`alter table outside_grants disable trigger capture;
    update outside_grants set starts_at = clock_timestamp() + interval '${starts}', ends_at = clock_timestamp() + interval '${ends}', ended_at = null, ended_reason = null where kind = 'inspector';
    alter table outside_grants enable trigger capture`),
  );

test.afterAll(() => window("-1 day", "2 days"));

test("inspector: reads what was granted during the window, and nothing before, after or once revoked", async ({
  page,
}) => {
  await window("-1 day", "2 days");
  await signInAsInspector(page);
  await expect(page.getByText("Read only")).toBeVisible();
  await expect(page.getByText("Saltmarsh House").first()).toBeVisible();
  await page.goto("/inspection/systems");
  await expect(page.getByText("Internet line, Saltmarsh House")).toBeVisible();
  await expect(page.getByText("Millrace")).toHaveCount(0);

  await page.goto("/risks");
  expect(new URL(page.url()).pathname).toBe("/inspection");

  await window("1 day", "2 days");
  const early = await page.goto("/inspection/systems");
  expect(early?.status()).toBe(403);
  await expect(page.getByRole("heading")).toContainText("Access begins");

  await window("-2 days", "-1 minute");
  const late = await page.goto("/inspection/systems");
  expect(late?.status()).toBe(403);
  await expect(page.getByRole("heading")).toContainText("Access ended");
  await expect(page.getByText("CQC's own powers to require records are unaffected.")).toBeVisible();

  await window("-1 day", "2 days");
  expect((await page.goto("/inspection/systems"))?.status()).toBe(200);
  await asOwner((sql) =>
    sql.unsafe(`alter table outside_grants disable trigger capture;
    update outside_grants set ended_at = clock_timestamp(), ended_reason = 'Inspection over' where kind = 'inspector';
    alter table outside_grants enable trigger capture`),
  );
  expect((await page.goto("/inspection/systems"))?.status()).toBe(403);
});

test("inspector: opens the room with the code, what is opened is recorded, and a record can be asked for", async ({
  page,
}) => {
  await window("-1 day", "2 days");
  await signInAsInspector(page);
  const opened = () =>
    asOwner(async (sql) =>
      Number(
        (await sql`select count(*) as rows from access_events where what = 'Register: Systems that care depends on'`)[0]
          ?.rows,
      ),
    );
  const before = await opened();
  await page.goto("/inspection/systems");
  expect(await opened()).toBe(before + 1);
  await page.goto("/inspection");
  await page.getByRole("button", { name: "Ask for a record" }).click();
  await expect(page.getByText("Say which record you need.").first()).toBeVisible();
  await page.getByLabel("Which record do you need?").fill("The care plan of Mrs Jane Brown in room 12");
  await page.getByRole("button", { name: "Ask for a record" }).click();
  await expect(page.getByRole("group", { name: "Check what you wrote" })).toBeVisible();
  await expect(page.getByLabel("Which record do you need?")).toHaveValue(/Mrs Jane Brown/);
  await page.getByLabel("Which record do you need?").fill("The fire alarm test certificate");
  await page.getByRole("button", { name: "Ask for a record" }).click();
  await expect(page.getByText("Waiting for an answer").first()).toBeVisible();
});
