import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export const NO_CHROMIUM =
  "No Chromium was found: install the chromium package, or run npx playwright install chromium, or set HOLDFAST_CHROMIUM to its path.";

/** HOLDFAST_CHROMIUM, then chromium and google-chrome on the path, then Playwright's own install. */
export async function findChromium(from: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  if (from.HOLDFAST_CHROMIUM) return runs(from.HOLDFAST_CHROMIUM) ? from.HOLDFAST_CHROMIUM : undefined;
  const folders = (from.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of ["chromium", "google-chrome"]) {
    const found = folders.map((folder) => join(folder, name)).find(runs);
    if (found) return found;
  }
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
