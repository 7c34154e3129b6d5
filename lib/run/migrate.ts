import { provision, setContextKey } from "#db/provision.ts";
import { bringUpToDate, mustServe } from "#lib/run/database.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";
import { type Environment, need } from "#lib/run/settings.ts";

const URLS = {
  app: "DATABASE_APP_URL",
  outside: "DATABASE_OUTSIDE_URL",
  auth: "DATABASE_AUTH_URL",
  worker: "DATABASE_WORKER_URL",
} as const;

/**
 * One job, run by hand or before a release: makes the four roles with the passwords of their URLs, brings the tables
 * up to date and stores the key that signs contexts.
 */
async function migrateAll(from: Environment): Promise<void> {
  const ownerUrl = need("DATABASE_URL", from);
  await mustServe(ownerUrl);
  const contextKey = need("HOLDFAST_CONTEXT_KEY", from);
  await provision(ownerUrl, {
    app: passwordIn(URLS.app, from),
    outside: passwordIn(URLS.outside, from),
    auth: passwordIn(URLS.auth, from),
    worker: passwordIn(URLS.worker, from),
  });
  await bringUpToDate(ownerUrl, console.log);
  await setContextKey(ownerUrl, contextKey);
  console.log("The database is up to date.");
}

function passwordIn(name: string, from: Environment): string {
  const url = need(name, from);
  const password = URL.canParse(url) ? decodeURIComponent(new URL(url).password) : "";
  if (!password) throw refuse("setting-wrong", { name, rule: "a postgres:// URL with a password" });
  return password;
}

await migrateAll(process.env).catch(leaveWith);
