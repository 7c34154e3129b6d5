import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "#lib/run/refusals.ts";
import { openSecrets } from "#lib/run/secrets.ts";
import { dataFolderFrom, type Environment } from "#lib/run/settings.ts";

export type OwnerAccess = { ownerUrl: string; contextKey: string | undefined; origin: string };

/** The owner's database for a command typed by hand: DATABASE_URL, or the server that a running demo keeps. */
export function ownerAccess(from: Environment): OwnerAccess {
  const origin = from.HOLDFAST_ORIGIN?.trim() || `http://localhost:${from.PORT ?? "3000"}`;
  const given = from.DATABASE_URL?.trim();
  if (given) return { ownerUrl: given, contextKey: from.HOLDFAST_CONTEXT_KEY?.trim(), origin };
  const folder = dataFolderFrom(from);
  const note = join(folder, "database", "postmaster.pid");
  if (!existsSync(note) || !existsSync(join(folder, "secrets.json")))
    throw refuse("setting-missing", { name: "DATABASE_URL" });
  const secrets = openSecrets(folder);
  const port = readFileSync(note, "utf8").split("\n")[3]?.trim();
  return {
    ownerUrl: `postgres://holdfast_owner:${secrets.owner}@127.0.0.1:${port}/holdfast`,
    contextKey: secrets.contextKey,
    origin,
  };
}
