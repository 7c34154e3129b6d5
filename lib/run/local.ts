import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seedDemo } from "#db/seed/demo.ts";
import { build } from "#lib/run/build.ts";
import { answers, type Child, NEXT, startChild } from "#lib/run/child.ts";
import { type DataFolder, openDataFolder } from "#lib/run/data-folder.ts";
import { openDatabase, prepareDatabase, type RoleUrls } from "#lib/run/database.ts";
import { mustBeFree } from "#lib/run/ports.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";
import { openSecrets, openSigningKey, type Secrets } from "#lib/run/secrets.ts";
import {
  dataFolderFrom,
  type Environment,
  hostFrom,
  portFrom,
  type Settings,
  webEnvironment,
  workerEnvironment,
} from "#lib/run/settings.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";

/** The whole of Holdfast on one machine, with the sample organisations: `npm run demo` and `npm run dev`. */
export async function runLocally(web: "start" | "dev", from: Environment = process.env): Promise<void> {
  const stops = new Stops();
  stopOnSignals(stops);
  try {
    await start(web, from, stops);
  } catch (error) {
    await stops.all();
    leaveWith(error);
  }
}

async function start(web: "start" | "dev", from: Environment, stops: Stops): Promise<void> {
  const port = portFrom(from);
  await mustBeFree(port);
  const data = openDataFolder(dataFolderFrom(from));
  stops.add(data.release);
  const secrets = openSecrets(data.root);
  console.log("Starting the database…");
  const database = await openDatabase(from.DATABASE_URL, data, secrets);
  stops.add(database.stop);
  const urls = await prepareDatabase(database.ownerUrl, secrets);
  await seedDemo(database.ownerUrl, { now: new Date(), log: console.log });
  if (web === "start") {
    console.log("Building the portal when its sources have changed…");
    await build({ onChild: (child) => stops.add(child.stop), log: join(data.root, "build.log") });
  }
  const origin = `http://localhost:${port}`;
  const settings = settingsFor(origin, data, secrets, urls);
  const served = web === "dev" ? [NEXT, "dev"] : [NEXT, "start"];
  const webLog = join(data.root, "web.log");
  const workerLog = join(data.root, "worker.log");
  const portal = startChild([...served, "--port", String(port), "--hostname", hostFrom(from)], {
    env: { ...webEnvironment(settings, from), HOLDFAST_DEMO: "1" },
    log: webLog,
    mode: web === "dev" ? "development" : "production",
  });
  stops.add(portal.stop);
  const worker = startChild(["--conditions=react-server", "lib/run/worker.ts"], {
    env: { ...workerEnvironment(settings, from), HOLDFAST_DEMO: "1" },
    log: workerLog,
  });
  stops.add(worker.stop);
  watch("web", portal.exit, stops, webLog);
  watch("worker", worker.exit, stops, workerLog);
  watch("database", database.ended, stops, join(data.root, "database.log"));
  if (await ready(origin, portal)) console.log(`Holdfast is ready at ${origin}`);
}

async function ready(origin: string, portal: Child): Promise<boolean> {
  return answers(`${origin}/sign-in`, portal);
}

function settingsFor(origin: string, data: DataFolder, secrets: Secrets, urls: RoleUrls): Settings {
  return {
    DATABASE_APP_URL: urls.app,
    DATABASE_OUTSIDE_URL: urls.outside,
    DATABASE_AUTH_URL: urls.auth,
    DATABASE_WORKER_URL: urls.worker,
    HOLDFAST_CONTEXT_KEY: secrets.contextKey,
    AUTH_SECRET: secrets.authSecret,
    HOLDFAST_ORIGIN: origin,
    HOLDFAST_FILES: data.files,
    HOLDFAST_BUNDLES: data.bundles,
    HOLDFAST_SIGNING_KEY: openSigningKey(data.root),
  };
}

/** A part that ends by itself takes the others with it: half a Holdfast would look whole. */
function watch(part: string, exit: Promise<string>, stops: Stops, log: string): void {
  exit.then(async (reason) => {
    if (stops.asked) return;
    await stops.all();
    console.error(readFileSync(log, "utf8").trim().split("\n").slice(-15).join("\n"));
    leaveWith(refuse("child-ended", { part, reason }));
  });
}
