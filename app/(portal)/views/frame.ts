import { cookies } from "next/headers";
import type { RegisterFrame } from "#components/data-table/register.tsx";
import { yesterday } from "#lib/registers/moment.ts";
import type { SavedView } from "#lib/registers/query.ts";
import { chooseDensity } from "../actions.ts";
import { deleteViewAction, renameViewAction, saveViewAction } from "./actions.ts";

/** What every register's page hands to its table: the reader's own views, how close the rows stand, and of when they are. */
export async function registerFrame(saved: readonly SavedView[], at: Date | undefined): Promise<RegisterFrame> {
  return { ...(await frameOfNow(saved)), asAt: { at, latest: yesterday(new Date()) } };
}

/** The same for what cannot look back: who may come in is asked of the accounts, and the trail is the past itself. */
export async function frameOfNow(saved: readonly SavedView[]): Promise<RegisterFrame> {
  const compact = (await cookies()).get("density")?.value === "compact";
  return {
    saved,
    save: saveViewAction,
    rename: renameViewAction,
    remove: deleteViewAction,
    density: { current: compact ? "compact" : "comfortable", action: chooseDensity },
  };
}
