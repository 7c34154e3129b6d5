import type { Browser, Page } from "@playwright/test";
import { expect } from "./app.ts";
import { seat } from "./session.ts";

const path = (page: Page) => new URL(page.url()).pathname;
const some = () => crypto.randomUUID().slice(0, 8);

export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

/** Begins the meeting of this page, and confirms the day where it is not the planned one. */
export async function beginNow(page: Page): Promise<void> {
  const otherDay = page.getByLabel("It began on the day written above");
  const begun = page.getByText("The meeting is in session.").first();
  await press(page, "Begin the meeting");
  await expect(otherDay.or(begun)).toBeVisible();
  if (await otherDay.isVisible()) {
    await otherDay.check();
    await press(page, "Begin the meeting");
  }
  await expect(begun).toBeVisible();
}

/** A new disruption of Saltmarsh House, reported by whoever is signed in; answers its address. */
export async function reportDisruption(page: Page): Promise<string> {
  await page.goto("/disruptions/new");
  const main = page.getByRole("main");
  for (const [question, answer] of [
    ["What has failed?", "Internet outage"],
    ["Where is it?", "Saltmarsh House"],
    ["When did you notice it?", "Just now"],
    ["Whose care is affected now?", "Not known yet"],
    ["Are you working on paper?", "No"],
  ] as const) {
    await expect(main.getByRole("heading", { name: question })).toBeVisible();
    await main.getByRole("link", { name: answer, exact: true }).click();
  }
  await expect(main.getByRole("heading", { name: "Check and send" })).toBeVisible();
  await press(page, "Send the report");
  await page.waitForURL(/\/disruptions\/[0-9a-f-]{36}$/);
  return path(page);
}

/** Gives it a title of its own, a severity and the three answers. */
export async function triage(page: Page, disruption: string, severity: string): Promise<string> {
  const title = `Line down ${some()}`;
  await page.goto(`${disruption}/triage`);
  await page.getByLabel("Title").fill(title);
  await page.getByRole("radio", { name: new RegExp(`^${severity},`) }).check();
  await page.getByLabel("Why this severity").fill("One round was late and nothing was missed");
  for (const question of ["Could anyone's needs", "Is personal data lost", "Has anyone come to harm"])
    await page.getByRole("group", { name: question }).getByLabel("No", { exact: true }).check();
  await press(page, "Save the triage");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return title;
}

/** One finding that nobody has decided on; answers the address where it is decided. */
export async function addFinding(page: Page, disruption: string, says: string): Promise<string> {
  await page.goto(`${disruption}/review`);
  await page.getByLabel("What was found").fill(says);
  await press(page, "Add the finding");
  const decide = page
    .getByRole("listitem")
    .filter({ hasText: says })
    .getByRole("link", { name: "Decide on an action" });
  return (await decide.getAttribute("href")) ?? "";
}

const watchedByQuality = { facilitator: "Digital lead", evaluator: "Quality lead" };

/** A planned test of Saltmarsh House with one objective; answers its address. */
export async function planTest(page: Page, { facilitator, evaluator } = watchedByQuality): Promise<string> {
  await page.goto("/resilience-tests/new");
  await page.getByLabel("Name of the test").fill(`Paper round ${some()}`);
  await page.getByLabel("What should it show?").fill("That the round goes on from paper");
  await page.getByLabel("What is pretended to fail").selectOption("sign-in-failure");
  await page.getByLabel("Kind of test").selectOption("drill");
  await page.getByLabel("No notice").check();
  await page.getByLabel("Shift", { exact: true }).selectOption("day");
  await page.getByLabel("How far it reaches").selectOption("location");
  await page.getByLabel("Saltmarsh House").check();
  await page.getByLabel("Planned for, date").fill("2 November 2026");
  await page.getByLabel("Planned for, time").fill("07:30");
  await page.getByLabel("Facilitator").selectOption({ label: facilitator });
  await page.getByLabel("Evaluator").selectOption({ label: evaluator });
  await press(page, "Plan the test");
  await page.getByLabel("Staff will be able to").fill("Find the folder");
  await page.getByLabel("Target, minutes").fill("5");
  await press(page, "Set the objective");
  const set = page.getByRole("list", { name: "Objectives so far" });
  await expect(set.getByText("Find the folder")).toBeVisible();
  return path(page).replace(/\/record$/, "");
}

/** Says that it was held, and adds a finding. */
export async function holdTest(page: Page, test: string): Promise<void> {
  await page.goto(`${test}/record`);
  await page.getByLabel("From", { exact: true }).fill("07:30");
  await page.getByLabel("To", { exact: true }).fill("08:10");
  await page.getByLabel("No", { exact: true }).check();
  await press(page, "Record that it was held");
  await page.getByLabel("What was found").fill("The folder has no tabs");
  await press(page, "Add the finding");
  await page.waitForURL((url) => url.pathname === test);
  await expect(page.getByText("The folder has no tabs").first()).toBeVisible();
}

/** An import of services that waits at its last step, with something to add, to change and to mend; answers its address. */
async function startImport(page: Page): Promise<string> {
  await page.goto("/organisation/import");
  const rows = [
    "Location ID,Location Name,Provider ID,Provider Name,Beds",
    "1-900001,Larch Court,1-900,Fennmoor Care Trust,20",
    "1-9000000101,Saltmarsh House,1-9000000001,Fennmoor Care Trust,45",
    "1-900002,Elm Row,1-900,Fennmoor Care Trust,many",
  ].join("\n");
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: "services.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await press(page, "Upload the file");
  await page.waitForURL(/\/organisation\/import\/[0-9a-f-]{36}/);
  const half = path(page);
  await press(page, "Go on to the providers");
  for (const provider of await page.getByRole("group", { name: "Providers" }).getByRole("checkbox").all())
    await provider.check();
  await press(page, "Check these rows");
  await expect(page.getByText("Step 4 of 4")).toBeVisible();
  return half;
}

/** The request of the sample that waits: whoever walked here before may have asked for more. */
async function waitingRequest(page: Page): Promise<string> {
  await page.goto("/access/requests");
  const asked = page.getByRole("row").filter({ hasText: "The check of the medicines folder" });
  return (await asked.getByRole("link").first().getAttribute("href")) ?? "";
}

/** What the sample has none of: a test that was just held, a finding that waits, an import that is half done. */
export async function prepareAll(browser: Browser) {
  const lead = await seat(browser, "quality lead", { script: false });
  const held = await planTest(lead.page);
  await holdTest(lead.page, held);
  await lead.page.goto(held);
  const linkTo = async (part: string) =>
    (await lead.page.locator(`main a[href^='${held}/${part}/']`).first().getAttribute("href")) ?? "";
  const [objective, finding] = [await linkTo("objectives"), await linkTo("findings")];
  const disruption = await reportDisruption(lead.page);
  await triage(lead.page, disruption, "3");
  const decision = await addFinding(lead.page, disruption, "The sheet has no tabs");
  const administrator = await seat(browser, "administrator", { script: false });
  const half = await startImport(administrator.page);
  const manager = await seat(browser, "registered manager", { script: false });
  const request = await waitingRequest(manager.page);
  for (const { context } of [lead, administrator, manager]) await context.close();
  return { test: held, objective, finding, decision, import: half, request };
}
