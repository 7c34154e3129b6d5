import { expect, test } from "../support/app.ts";
import { addFinding, press, reportDisruption, triage } from "../support/prepared.ts";
import { seat } from "../support/session.ts";

test("registered manager, Saltmarsh House: reports a disruption, reviews it, raises an action and sends it to be signed", async ({
  browser,
}) => {
  test.slow();
  const { page, context } = await seat(browser, "registered manager", { script: false });
  const disruption = await reportDisruption(page);
  await triage(page, disruption, "3");

  await page.goto(`${disruption}/impact`);
  await page.getByLabel("Service", { exact: true }).selectOption({ label: "Saltmarsh House" });
  await page.getByLabel("People affected").fill("12");
  await press(page, "Save for this service");
  await expect(page.getByRole("main")).toContainText("12");

  await page.goto(`${disruption}/times`);
  const [date, time] = await Promise.all(
    ["Date, noticed", "Time, noticed"].map((label) => page.getByLabel(label).inputValue()),
  );
  for (const moment of ["systems back", "records verified"]) {
    await page.getByLabel(`Date, ${moment}`).fill(date ?? "");
    await page.getByLabel(`Time, ${moment}`).fill(time ?? "");
  }
  await press(page, "Save the times");
  await page.waitForURL((url) => url.pathname === disruption);

  await page.goto(`${disruption}/paper`);
  await expect(page.getByRole("region", { name: "Paper records" })).toContainText("No paper records were made.");

  await page.goto(`${disruption}/duties`);
  while ((await page.getByText(/^Decide: /).count()) > 0) {
    const duty = page
      .locator("details")
      .filter({ has: page.getByText(/^Decide: /) })
      .first();
    const left = await page.getByText(/^Decide: /).count();
    await duty.locator("summary").click();
    await duty.getByLabel("Sent", { exact: true }).check();
    await duty.getByLabel("Reason").fill("Told by telephone on the day");
    await duty.getByRole("button", { name: "Record the decision" }).click();
    await expect(page.getByText(/^Decide: /)).toHaveCount(left - 1);
  }

  await page.goto(`${disruption}/review`);
  await page.getByLabel("How it was reviewed").selectOption({ index: 1 });
  await page.getByLabel("What actually happened?").fill("The line dropped and came back by itself");
  await page.getByLabel("What worked?").fill("The phone line of the office");
  await page.getByLabel("Harm found").selectOption({ index: 1 });
  await press(page, "Save the review");
  await expect(page.getByText("The line dropped and came back by itself").first()).toBeVisible();
  await page.getByRole("group", { name: "Did care stay safe?" }).getByLabel("Yes").check();
  await page.getByLabel("In one or two sentences").fill("Yes. Nothing was missed.");
  await press(page, "Answer for the signers");
  await expect(page.getByRole("button", { name: "Send for sign-off" })).toHaveCount(0);

  await page.getByRole("radio", { name: /^3,/ }).check();
  await page.getByLabel("Why this severity").fill("One round was late and nothing was missed");
  await press(page, "Confirm the severity");
  await expect(page.getByLabel("Why this severity")).toHaveValue("");

  const finding = await addFinding(page, disruption, "Nobody knew the number of the line's supplier");
  await page.goto(finding);
  await page.getByLabel("What will be done").fill("Put the supplier's number on the folder");
  await page.getByLabel("What kind of change it is").selectOption({ index: 1 });
  await page.getByLabel("How will we know it worked?").fill("Three shifts find the number unasked");
  await page.getByLabel("Who will do it").selectOption({ index: 1 });
  await page.getByLabel("Priority").selectOption({ index: 1 });
  await press(page, "Raise the action");
  const raised = page.getByRole("main").getByText("Put the supplier's number on the folder");
  await expect(raised.first()).toBeVisible();

  await page.goto(`${disruption}/sign-off`);
  await press(page, "Send for sign-off");
  await expect(page.getByRole("button", { name: /^Sign off as/ })).toBeVisible();
  await press(page, /^Sign off as/);
  await expect(page.getByText(/1 of \d complete/).first()).toBeVisible();
  await page.goto("/action-items?view=all&words=supplier%27s+number");
  await expect(raised.first()).toBeVisible();
  await context.close();
});
