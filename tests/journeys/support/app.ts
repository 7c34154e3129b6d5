import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { signInAs } from "./sign-in.ts";

type Fixtures = {
  /** What the browser reported while the test ran: it must stay empty. */
  reports: string[];
  /** A page in a browser without script. */
  plain: Page;
  /** The owner's view of the portal's database. */
  sql: postgres.Sql;
};

const finished = /\/(not-here|unavailable|fault|access-ended)(\?|$)/;

/** Gathers policy violations, errors of the console and requests to anybody else. */
export function watch(page: Page, origin: string, reports: string[]): void {
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const about = message.location().url;
    // The browser also reports the status of a page that answers 404, 500 or 503 on purpose.
    if (message.text().startsWith("Failed to load resource") && finished.test(about)) return;
    reports.push(`console: ${message.text()} (${about})`);
  });
  page.on("pageerror", (error) => reports.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) reports.push(`elsewhere: ${url.href}`);
  });
}

const listen = () => {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture asks for
  reports: async ({}, use) => {
    const reports: string[] = [];
    await use(reports);
    expect(reports).toEqual([]);
  },
  page: async ({ page, reports, baseURL }, use) => {
    await page.addInitScript(listen);
    watch(page, baseURL ?? "", reports);
    await use(page);
  },
  plain: async ({ browser, baseURL, reports }, use) => {
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    watch(page, baseURL ?? "", reports);
    await use(page);
    await context.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  sql: async ({}, use) => {
    const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => undefined });
    await use(sql);
    await sql.end();
  },
});

export { expect };

/** Nothing for axe to say in light or in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
    expect([colorScheme, ...found]).toEqual([colorScheme]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Somebody else at another browser, signed in. */
export async function another(browser: Browser, email: string, more: { plain?: boolean } = {}) {
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled: !more.plain });
  const page = await context.newPage();
  await signInAs(page, email);
  return { page, context };
}
