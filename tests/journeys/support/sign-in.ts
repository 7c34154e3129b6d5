import type { Page } from "@playwright/test";

export const demoPassword = "holdfast-demo";

/** Signs in through the page, as a person does, and waits for the first page of their role. Works without script too. */
export async function signInAs(page: Page, email: string, password = demoPassword): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in") || url.pathname === "/sign-in/code");
}

/** The inspector's two steps; in demo mode the page itself shows the code. */
export async function signInAsInspector(page: Page): Promise<void> {
  await signInAs(page, "inspector@cqc.example");
  const code = await page.getByTestId("demo-code").textContent();
  await page.getByLabel("Access code").fill(code ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/inspection");
}

/** The session's cookie as a header, for requests that no browser would send. */
export async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
