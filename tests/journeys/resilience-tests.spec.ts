import { another, expect, test } from "#tests/journeys/support/app.ts";
import { signInAs } from "#tests/journeys/support/sign-in.ts";

test("a test is planned, held, scored, reported and approved by another person, with no script", async ({
  browser,
  plain,
}) => {
  test.slow();
  await signInAs(plain, "quality.lead@fennmoor.example");
  await plain.goto("/resilience-tests/new");
  await plain.getByLabel("Name of the test").fill("Sign-in fails at breakfast");
  await plain.getByLabel("What should it show?").fill("That breakfast and medicines go on from paper");
  await plain.getByLabel("What is pretended to fail").selectOption("sign-in-failure");
  await plain.getByLabel("Kind of test").selectOption("drill");
  await plain.getByLabel("No notice").check();
  await plain.getByLabel("Shift", { exact: true }).selectOption("day");
  await plain.getByLabel("How far it reaches").selectOption("location");
  await plain.getByLabel("Saltmarsh House").check();
  await plain.getByLabel("Planned for, date").fill("1 November 2026");
  await plain.getByLabel("Planned for, time").fill("07:30");
  await plain.getByLabel("Facilitator").selectOption({ label: "Quality lead" });
  await plain.getByLabel("Evaluator").selectOption({ label: "Quality lead" });
  await plain.getByRole("button", { name: "Plan the test" }).click();
  await expect(plain.getByRole("link", { name: "The evaluator is someone other than the facilitator." })).toBeVisible();
  await plain.getByLabel("Facilitator").selectOption({ label: "Digital lead" });
  await plain.getByRole("button", { name: "Plan the test" }).click();

  for (const [says, minutes] of [
    ["Downtime folder in hand", "5"],
    ["Night staff hand over from paper", "30"],
  ] as const) {
    await plain.getByLabel("Staff will be able to").fill(says);
    await plain.getByLabel("Target, minutes").fill(minutes);
    await plain.getByRole("button", { name: "Set the objective" }).click();
    await expect(plain.getByRole("list", { name: "Objectives so far" }).getByText(says)).toBeVisible();
  }
  await plain.getByLabel("From", { exact: true }).fill("07:30");
  await plain.getByLabel("To", { exact: true }).fill("08:10");
  await plain.getByLabel("No", { exact: true }).check();
  await plain.getByRole("button", { name: "Record that it was held" }).click();
  await plain.getByLabel("Which staff").fill("Day care staff");
  await plain.getByLabel("Shift", { exact: true }).selectOption("day");
  await plain.getByLabel("How many took part").fill("4");
  await plain.getByLabel("Out of how many on that shift").fill("6");
  await plain.getByRole("button", { name: "Record who took part" }).click();
  await expect(plain.getByText("Not covered")).toBeVisible();
  await plain.getByLabel("Time", { exact: true }).fill("09:00");
  await plain.getByLabel("Problem").check();
  await plain.getByRole("textbox", { name: "What happened" }).fill("Nobody had the key");
  await plain.getByRole("button", { name: "Add to what happened" }).click();
  await expect(plain.getByRole("link", { name: "The test ran from 07:30 to 08:10." })).toBeVisible();
  await plain.getByLabel("Time", { exact: true }).fill("07:41");
  await plain.getByRole("button", { name: "Add to what happened" }).click();
  await plain.getByLabel("What was found").fill("The key is in the locked office");
  await plain.getByRole("button", { name: "Add the finding" }).click();
  await expect(plain.getByText("Objectives 1, 2 are not scored yet.")).toBeVisible();

  await plain.getByRole("link", { name: "Downtime folder in hand" }).click();
  await plain.getByLabel("Not met").check();
  await plain.getByLabel("Actual time, minutes").fill("11");
  await plain.getByRole("button", { name: "Save the score" }).click();
  await expect(plain.getByRole("link", { name: "Choose who will put it right." })).toBeVisible();
  await plain.getByLabel("Who will put it right").selectOption({ label: "Registered manager, Saltmarsh House" });
  await plain.getByRole("button", { name: "Save the score" }).click();
  await plain.getByRole("link", { name: "Night staff hand over from paper" }).click();
  await plain.getByLabel("Not tested").check();
  await plain.getByRole("button", { name: "Save the score" }).click();
  await expect(plain.getByText("The result is recorded.")).toBeVisible();
  await expect(plain.getByText("Not reported yet", { exact: true })).toBeVisible();

  await plain.getByRole("link", { name: "Raise an action" }).click();
  await plain.getByLabel("What will be done").fill("Keep a second key at the nurses' desk");
  await plain.getByLabel("What kind of change it is").selectOption("physical-change");
  await plain.getByLabel("How will we know it worked?").fill("Three unannounced looks find the key");
  await plain.getByLabel("Who will do it").selectOption({ label: "Registered manager, Saltmarsh House" });
  await plain.getByLabel("Priority").selectOption("high");
  await plain.getByRole("button", { name: "Raise the action" }).click();
  await expect(plain.getByRole("link", { name: "Keep a second key at the nurses' desk" })).toBeVisible();
  const record = new URL(plain.url()).pathname;

  await plain
    .getByLabel("The answer")
    .fill("Not from the start. Eleven minutes went by before the folder was in hand.");
  await plain.getByRole("button", { name: "Report the test" }).click();
  await expect(plain.getByText("Waiting for approval").first()).toBeVisible();
  await expect(plain.getByText(/^You wrote this report, so another person approves it. It can be/)).toBeVisible();
  await expect(plain.getByRole("button", { name: /^Approve as/ })).toHaveCount(0);

  const manager = await another(browser, "registered.manager@fennmoor.example", { plain: true });
  await manager.page.goto(record);
  await manager.page.getByRole("button", { name: "Approve as registered manager" }).click();
  await expect(manager.page.getByText(/Approved by the registered manager on/)).toBeVisible();
  await expect(manager.page.getByText("Not met: 0 of 2")).toBeVisible();
  await manager.page.getByRole("link", { name: "Plan the retest" }).click();
  await expect(manager.page.getByLabel("Name of the test")).toHaveValue("Retest: Sign-in fails at breakfast");
  await manager.context.close();
});

test("the evening at Millrace House reads as it was, with its times as a table", async ({ page, reports }) => {
  await signInAs(page, "board.member@fennmoor.example");
  await page.goto("/resilience-tests?words=Evening+internet+loss+exercise");
  await page.getByRole("row").filter({ hasText: "Millrace House" }).getByRole("link").first().click();
  await page.waitForURL(/\/resilience-tests\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Partly met: 5 of 7")).toBeVisible();
  await expect(page.getByText("For most people, yes.")).toBeVisible();
  await expect(page.getByRole("link", { name: "ACT-124" })).toBeVisible();
  const times = page.getByRole("table", { name: /Time to reach on-call manager/ });
  await expect(async () => {
    if (!(await times.isVisible())) await page.getByText("Table", { exact: true }).click();
    await expect(times.getByRole("row")).toHaveCount(5, { timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("link", { name: "Plan the retest" })).toHaveCount(0);
  await page.goto("/resilience-tests?view=no-test");
  await expect(
    page.getByRole("row").filter({ hasText: "Homecare South" }).getByText("No test on record"),
  ).toBeVisible();
  expect(reports).toEqual([]);
});
