import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "#lib/run/refusals.ts";
import { openSecrets } from "#lib/run/secrets.ts";
import { dataFolderFrom, type Environment } from "#lib/run/settings.ts";

export type OwnerAccess = { ownerUrl: string; contextKey: string | undefined; origin: string };

/** The owner's database for a command typed by hand: DATABASE_URL, or the server that a running demo keeps. */
export function ownerAccess(from: Environment): OwnerAccess {
  const origin = originFrom(from);
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

/** Where people open the portal: as told, or where the demo of this data folder was started last. */
function originFrom(from: Environment): string {
  const told = from.HOLDFAST_ORIGIN?.trim();
  if (told) return told;
  const note = join(dataFolderFrom(from), "origin");
  if (!from.PORT && existsSync(note)) return readFileSync(note, "utf8").trim();
  return `http://localhost:${from.PORT ?? "3000"}`;
}
