import { cookies } from "next/headers";
import type { RegisterFrame } from "#components/data-table/register.tsx";
import type { SavedView } from "#lib/registers/query.ts";
import { chooseDensity } from "../actions.ts";
import { deleteViewAction, saveViewAction } from "./actions.ts";

/** What every register's page hands to its table: the reader's own views, and how close the rows stand. */
export async function registerFrame(saved: readonly SavedView[]): Promise<RegisterFrame> {
  const compact = (await cookies()).get("density")?.value === "compact";
  return {
    saved,
    save: saveViewAction,
    remove: deleteViewAction,
    density: { current: compact ? "compact" : "comfortable", action: chooseDensity },
  };
}
