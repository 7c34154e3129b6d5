import type { Browser, Locator, Page } from "@playwright/test";
import postgres from "postgres";
import { formatDate, formatDateTime, formatTime } from "#lib/dates.ts";
import { expect, expectAccessible, test } from "./support/app.ts";
import { beginNow, press } from "./support/prepared.ts";
import { type Account, seat } from "./support/session.ts";

test.describe.configure({ mode: "serial" });

const name = `Trustees at an extra table ${crypto.randomUUID().slice(0, 8)}`;
let meeting = "";
let began = "";

const plainly = async (browser: Browser, who: Account) => (await seat(browser, who, { script: false })).page;
const under = (page: Page, question: string) => page.locator("article.decision").filter({ hasText: question });
const itemOf = (page: Page, position: number) =>
  page
    .getByRole("navigation", { name: "Agenda" })
    .getByRole("listitem")
    .nth(position - 1)
    .getByRole("link");

/** An organisation has one board in use: the sample's makes room for this one while these journeys last. */
const boardsOf = (sql: postgres.Sql, set: string, which: string) =>
  sql.unsafe(`alter table committees disable trigger user; update committees set ${set} where kind = 'board' and ${which};
    alter table committees enable trigger user`);
const room = "'It makes room for another'";
test.afterAll(async () => {
  const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => undefined });
  await boardsOf(sql, "state = 'active', closed_reason = null", `closed_reason = ${room}`);
  await sql.end();
});

test("a committee's template becomes papers that are published, and the meeting begins", async ({ browser, sql }) => {
  test.slow();
  await boardsOf(sql, `state = 'closed', closed_reason = ${room}`, "state = 'active'");
  const page = await plainly(browser, "governance lead");
  await page.goto("/meetings/committees/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("What kind it is").selectOption("board");
  await page.getByLabel("Terms of reference").fill("It decides what cannot wait.");
  await page.getByLabel("Quorum").fill("2");
  await page.getByLabel("How often it meets").selectOption("quarterly");
  await page.getByLabel("Counted from").fill("12 March 2026");
  await page.getByLabel("Starts at").fill("14:00");
  await page.getByLabel("Where it meets").fill("Boardroom");
  await page.getByLabel("How its papers are marked").selectOption({ index: 1 });
  await press(page, "Make the committee");
  for (const [label, post] of [
    ["Governance lead", "secretary"],
    ["Chair of the board", "chair"],
    ["Nominated individual", "member"],
  ] as const) {
    await page.getByText("Appoint somebody").click();
    await page.getByLabel("Who", { exact: true }).selectOption({ label });
    await page.getByLabel("Post", { exact: true }).selectOption(post);
    await press(page, "Appoint");
    await expect(page.getByText("The post is recorded.")).toBeVisible();
  }
  await page.getByRole("link", { name: "Call a meeting" }).click();
  await page.getByRole("group", { name: "Days" }).getByRole("checkbox").first().check();
  await press(page, "Call the meetings");
  await expect(page.getByText("Papers are not published.")).toBeVisible();
  meeting = new URL(page.url()).pathname;
  await page.goto(`${meeting}/papers`);
  const cutOff = new Date(Date.now() - 60_000);
  await page.getByLabel("As at which day").fill(formatDate(cutOff));
  await page.getByLabel("As at what time").fill(formatTime(cutOff));
  await press(page, "Publish the papers");
  await expect(page.getByText(`These papers show what was recorded as at ${formatDateTime(cutOff)}`)).toBeVisible();
  await page.goto(meeting);
  began = formatTime(new Date());
  await page.locator("#begin").getByLabel("Time").fill(began);
  await beginNow(page);
  await page.goto(`${meeting}/attendance`);
  for (const who of ["Governance lead", "Chair of the board", "Nominated individual"])
    await page
      .getByRole("group", { name: new RegExp(`^${who},`) })
      .getByLabel("Was there")
      .selectOption("present");
  await press(page, "Save attendance");
  await page.goto(`${meeting}/minutes`);
  await expect(page.getByText(/Quorate throughout: 2 of 2 present, 2 needed/)).toBeVisible();
});

test("two minute-takers at once lose no words, and what is being typed is kept", async ({ browser, reports }) => {
  test.slow();
  const secretary = await plainly(browser, "governance lead");
  const { page: chair } = await seat(browser, "chair", { reports });
  await secretary.goto(`${meeting}/minutes`);
  await secretary.getByLabel("What was said and found").fill("The board spoke of R-052.");
  await press(secretary, "Save the note");
  await expect(secretary.getByRole("link", { name: "R-052" })).toBeVisible();
  for (const page of [secretary, chair]) {
    await page.goto(`${meeting}/minutes`);
    await page.getByRole("link", { name: "Change this note", exact: true }).click();
  }
  await secretary.getByLabel("The minute").fill("The board spoke of R-052 for long.");
  await press(secretary, "Save the minute");
  await chair.getByLabel("The minute").fill("The board spoke of R-052, and asked for a test.");
  await press(chair, "Save the minute");
  await expect(chair.getByText("This minute was written twice at once.")).toBeVisible();
  await expect(chair.getByRole("heading", { name: /^Governance lead, / })).toBeVisible();
  await expect(chair.getByRole("heading", { name: /^Chair of the board, board member, / })).toBeVisible();
  await expectAccessible(chair);
  await chair.getByLabel("Both, one after the other").check();
  await press(chair, "Settle this minute");
  await expect(chair.locator(".note-block p").filter({ hasText: "for long." })).toBeVisible();
  await expect(chair.locator(".note-block p").filter({ hasText: "asked for a test." })).toBeVisible();

  await chair.getByLabel("What was said and found").pressSequentially("Half a sentence");
  await expect(chair.getByText(/^Saved \d+ \w+ \d{4}, \d\d:\d\d$/)).toBeVisible({ timeout: 15_000 });
  await chair.goto(`${meeting}/minutes`);
  await expect(chair.getByLabel("What was said and found")).toHaveValue("Half a sentence");
  await chair.getByLabel("What was said and found").fill(`${"A page of words. ".repeat(9000)}`);
  await press(chair, "Save the note");
  await expect(chair.getByText(/characters too long for one minute/)).toBeVisible();

  await chair.getByRole("link", { name: "Question", exact: true }).click();
  await chair.getByLabel("The question").fill("Half a question");
  await chair.getByLabel(/^What is recommended/).fill("Half a recommendation");
  await chair.getByRole("searchbox", { name: "Find the record it is about" }).fill("R-052");
  await chair.getByRole("button", { name: "Find", exact: true }).click();
  await expect(chair.getByText(/^The list below holds .* with “R-052”\.$/)).toBeVisible();
  await expect(chair.getByLabel("The question")).toHaveValue("Half a question");
  await expect(chair.getByLabel(/^What is recommended/)).toHaveValue("Half a recommendation");
});

async function choose(select: Locator, holds: string) {
  const value = await select.locator("option").filter({ hasText: holds }).first().getAttribute("value");
  await select.selectOption(value ?? "");
}

const accept = "Accept R-052 above the limit?";
const spend = "Spend £4,200 on batteries?";
const retest = "Is the evening exercise held again?";

test("a risk is accepted until a day, a spend is deferred and a retest asked for, each in place", async ({
  browser,
}) => {
  test.slow();
  const secretary = await plainly(browser, "governance lead");
  for (const [question, asks, about] of [
    [accept, "accept-risk", "R-052"],
    [spend, "approve", ""],
    [retest, "retest", "Evening internet loss exercise"],
  ] as const) {
    await secretary.goto(`${meeting}/minutes`);
    await secretary.getByRole("link", { name: "Question", exact: true }).click();
    await secretary.getByLabel("The question").fill(question);
    await secretary.getByLabel("What is asked").selectOption(asks);
    if (about) await choose(secretary.getByLabel(/Which record it is about/), about);
    await press(secretary, "Put it to the meeting");
    await expect(under(secretary, question)).toContainText("Decision needed");
    await expect(under(secretary, question).getByRole("radio", { checked: true })).toHaveCount(0);
  }

  const { page: chair } = await seat(browser, "chair");
  await chair.goto(`${meeting}/minutes`);
  await under(chair, spend).getByLabel("Because").fill("Half a reason");
  await voteInPlace(chair, spend);
  await expect(under(chair, spend).getByLabel("Because")).toHaveValue("Half a reason");

  await secretary.goto(`${meeting}/minutes`);
  await under(secretary, retest).getByLabel("Ask for a retest").check();
  await under(secretary, retest).getByLabel("Because").fill("The night shift was not there");
  await voteInPlace(secretary, retest);
  await expect(under(secretary, retest)).toContainText("The votes are recorded.");
  await expect(under(secretary, retest).getByLabel("Because")).toHaveValue("The night shift was not there");
  await expect(under(secretary, retest).getByLabel("Ask for a retest")).toBeChecked();

  const nominated = await plainly(browser, "nominated individual");
  for (const member of [await plainly(browser, "chair"), nominated]) await voteFor(member, accept);
  await nominated.goto(`${meeting}/minutes`);
  await expect(nominated.getByRole("button", { name: "Record the decision" })).toHaveCount(0);
  await secretary.goto(`${meeting}/minutes`);
  const asked = under(secretary, accept);
  await asked.getByLabel("Accept the risk").check();
  await asked.getByLabel("Because").fill("The supplier changes in spring");
  await asked.getByRole("button", { name: "Record the decision" }).click();
  await expect(secretary.getByRole("link", { name: "Write the day the acceptance ends." })).toBeVisible();
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  await under(secretary, accept)
    .getByLabel(/Accepted until/)
    .fill(until);
  await under(secretary, accept).getByRole("button", { name: "Record the decision" }).click();
  await expect(under(secretary, accept)).toContainText("Waits for the nominated individual");
  await nominated.goto(`${meeting}/minutes`);
  await under(nominated, accept).getByRole("button", { name: "Carry it out" }).click();
  await expect(under(nominated, accept)).toContainText(/The risk is accepted on the register until .*: R-052/);

  await secretary.goto(`${meeting}/minutes`);
  await under(secretary, spend).getByLabel("Defer").check();
  await under(secretary, spend).getByLabel("Because").fill("A second quotation is awaited");
  await under(secretary, spend)
    .getByLabel(/Comes back on/)
    .fill(until);
  await under(secretary, spend).getByRole("button", { name: "Record the decision" }).click();
  await expect(under(secretary, spend)).toContainText("Comes back on");
  await under(secretary, retest).getByLabel("Ask for a retest").check();
  await under(secretary, retest).getByLabel("Because").fill("The night shift was not there");
  await under(secretary, retest).getByRole("button", { name: "Record the decision" }).click();
  await expect(under(secretary, retest)).toContainText("The retest is planned: TEST-");
});

/** A member's own vote: a board's acceptance of a risk is carried out on these alone. */
async function voteFor(member: Page, question: string): Promise<void> {
  await member.goto(`${meeting}/minutes`);
  await under(member, question).getByText("Record your own vote").click();
  await under(member, question).getByRole("group", { name: "Your vote" }).getByLabel("For", { exact: true }).check();
  await under(member, question).getByRole("button", { name: "Save my vote" }).click();
  await expect(under(member, question)).toContainText("Your vote: for");
}

async function voteInPlace(secretary: Page, question: string): Promise<void> {
  await under(secretary, question).getByText("Record the votes").click();
  const yes = under(secretary, question).getByRole("group", { name: "For", exact: true });
  for (const who of ["Chair of the board", "Nominated individual"]) await yes.getByLabel(who).check();
  await under(secretary, question).getByRole("button", { name: "Save the votes" }).click();
  await expect(under(secretary, question)).toContainText("2 for, 0 against, 0 abstained");
}

test("what is missing is written, the chair signs, and a correction is an addendum", async ({ browser, reports }) => {
  test.slow();
  const secretary = await plainly(browser, "governance lead");
  await secretary.goto(`${meeting}/minutes`);
  const count = await secretary.getByRole("navigation", { name: "Agenda" }).getByRole("listitem").count();
  for (let position = 2; position <= count; position += 1) {
    await itemOf(secretary, position).click();
    await press(secretary, "There is nothing to record");
    await expect(itemOf(secretary, position)).toContainText("Minuted");
  }
  await expect.poll(() => formatTime(new Date()), { timeout: 65_000 }).not.toBe(began);
  await secretary.goto(meeting);
  await secretary.locator("#end").getByLabel("Time").fill(formatTime(new Date()));
  await press(secretary, "End the meeting");
  await expect(secretary.getByText("The minutes are being written.").first()).toBeVisible();
  await secretary.goto(`${meeting}/minutes`);
  await press(secretary, "Send to the chair");
  await expect(secretary.getByText("The minutes are with the chair.")).toBeVisible();

  const { page: chair } = await seat(browser, "chair", { reports });
  await chair.goto(`${meeting}/minutes`);
  await press(chair, "Sign as chair");
  await expect(chair.getByText("Signed by the chair", { exact: true })).toBeVisible();
  await expect(chair.getByText(/^Fingerprint of the signed text: [0-9a-f]{64}$/)).toBeVisible();

  await secretary.goto(`${meeting}/minutes`);
  await expect(secretary.getByRole("button", { name: "Save the note" })).toHaveCount(0);
  await secretary.getByLabel("Correction or addition").fill("The second quotation came the same evening.");
  await press(secretary, "Add to the minutes");
  await expect(secretary.getByText("The second quotation came the same evening.")).toBeVisible();
  const pdf = await secretary.request.get(`${meeting}/minutes/pdf`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");

  await secretary.goto(`${meeting}/minutes`);
  await secretary
    .getByRole("link", { name: /^Use as evidence.*Decision/ })
    .first()
    .click();
  await press(secretary, "Use as evidence");
  await expect(secretary.getByText("Choose the services that it concerns.").first()).toBeVisible();
  await secretary.getByLabel("Weir Lane").check();
  await press(secretary, "Use as evidence");
  await expect(secretary.getByText("Can leave as evidence", { exact: true })).toBeVisible();
  await expect(secretary.getByText(/: The second quotation came the same evening\.$/).first()).toBeVisible();
  await secretary.getByLabel("Why it is withdrawn").fill("It was only tried");
  await press(secretary, "Withdraw the extract");
  await expect(secretary.getByText("Withdrawn").first()).toBeVisible();
  await secretary.goto("/risks?view=all&words=R-052");
  await secretary.getByRole("link", { name: "Ransomware at a care records supplier" }).first().click();
  await expect(secretary.getByRole("listitem").filter({ hasText: name })).toContainText("Where it was discussed");
});
