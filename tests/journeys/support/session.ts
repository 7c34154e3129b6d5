import type { Browser, BrowserContext, Page } from "@playwright/test";
import { newSession } from "#tests/support/session.ts";
import { watch } from "./app.ts";
import { signInAsInspector } from "./sign-in.ts";

const ownerUrl = () => process.env.DATABASE_URL ?? "";
const origin = () => process.env.HOLDFAST_ORIGIN ?? "";

/** The sample's people, by what they are called here. */
const accounts = {
  "quality lead": "quality.lead@fennmoor.example",
  "registered manager": "registered.manager@fennmoor.example",
  "branch manager": "branch.manager@fennmoor.example",
  "digital lead": "digital.lead@fennmoor.example",
  "nominated individual": "nominated.individual@fennmoor.example",
  "board member": "board.member@fennmoor.example",
  chair: "chair@fennmoor.example",
  "governance lead": "governance.lead@fennmoor.example",
  "care worker": "care.worker@fennmoor.example",
  auditor: "auditor@fennmoor.example",
  administrator: "administrator@fennmoor.example",
  inspector: "inspector@cqc.example",
  "quality officer": "quality.officer@eastmere.example",
  "Ashdown manager": "registered.manager@ashdown.example",
} as const;
export type Account = keyof typeof accounts;
/** Also whoever is not signed in, and the inspector between the password and the code. */
export type Who = Account | "nobody" | "inspector at the door";

type Seat = { script?: boolean; width?: number; reports?: string[] };
export type Seated = { page: Page; context: BrowserContext; cookie: string };

/** Somebody of the sample in a browser of their own, signed in already: for journeys that are not about signing in. */
export async function seat(browser: Browser, who: Who, { script = true, width = 1440, reports }: Seat = {}) {
  const context = await browser.newContext({
    baseURL: origin(),
    javaScriptEnabled: script,
    viewport: { width, height: width < 600 ? 844 : 900 },
  });
  const page = await context.newPage();
  if (reports) watch(page, origin(), reports);
  if (who === "inspector") await signInAsInspector(page);
  else if (who !== "nobody") {
    const email = accounts[who === "inspector at the door" ? "inspector" : who];
    const [name = "", value = ""] = (await newSession({ ownerUrl: ownerUrl() }, email)).split("=");
    await context.addCookies([{ name, value, url: origin(), httpOnly: true, sameSite: "Lax" }]);
  }
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  return { page, context, cookie } satisfies Seated;
}
