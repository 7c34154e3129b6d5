import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { seedDemo } from "#db/seed/demo.ts";
import { issueFirstBundle } from "#db/seed/first-issue.ts";
import { build } from "#lib/run/build.ts";
import { answers, startChild, webArguments } from "#lib/run/child.ts";
import { type DataFolder, openDataFolder } from "#lib/run/data-folder.ts";
import { openDatabase, prepareDatabase, type RoleUrls } from "#lib/run/database.ts";
import { keepRunning } from "#lib/run/keep-running.ts";
import { endOf, type Part } from "#lib/run/parts.ts";
import { mustBeFree } from "#lib/run/ports.ts";
import { leaveWith } from "#lib/run/refusals.ts";
import { openSecrets, openSigningKeys, type Secrets } from "#lib/run/secrets.ts";
import {
  dataFolderFrom,
  type Environment,
  hostFrom,
  portFrom,
  proxiesFrom,
  type Settings,
  webEnvironment,
  workerEnvironment,
} from "#lib/run/settings.ts";
import { Stops, stopOnSignals } from "#lib/run/stops.ts";
import { openForSample, writeWhole } from "#lib/run/unfinished-sample.ts";

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
  proxiesFrom(from);
  await mustBeFree(port);
  const data = openDataFolder(dataFolderFrom(from));
  stops.add(data.release);
  const secrets = openSecrets(data.root);
  console.log("Starting the database…");
  const open = () => openDatabase(from.DATABASE_URL, data, secrets);
  const database = await openForSample(data, from.DATABASE_URL, open, console.log);
  stops.add(database.stop);
  const urls = await prepareDatabase(database.ownerUrl, secrets);
  process.env.HOLDFAST_CONTEXT_KEY = secrets.contextKey;
  const story = await writeWhole(data, () => seedDemo(database.ownerUrl, { now: new Date(), log: console.log }));
  if (web === "start") {
    console.log("Building the portal when its sources have changed…");
    await build({ onChild: (child) => stops.add(child.stop), log: join(data.root, "build.log") });
  }
  const origin = `http://localhost:${port}`;
  writeFileSync(join(data.root, "origin"), origin);
  const settings = settingsFor(origin, data, secrets, urls);
  const webLog = join(data.root, "web.log");
  const workerLog = join(data.root, "worker.log");
  const portal = startChild(webArguments(web, port, hostFrom(from)), {
    env: { ...webEnvironment(settings, from), HOLDFAST_DEMO: "1" },
    log: webLog,
    mode: web === "dev" ? "development" : "production",
  });
  stops.add(portal.stop);
  const startWorker = () =>
    startChild(["--conditions=react-server", "lib/run/worker.ts"], {
      env: { ...workerEnvironment(settings, from), HOLDFAST_DEMO: "1" },
      log: workerLog,
    });
  const worker = keepRunning(startWorker, { name: "worker", stops });
  stops.add(worker.stop);
  const parts: Part[] = [
    { name: "web", exit: portal.exit, log: webLog },
    { name: "worker", exit: worker.exit, log: workerLog },
    { name: "database", exit: database.ended, log: join(data.root, "database.log") },
  ];
  const ended = Promise.race(parts.map((part) => endOf(part, stops)));
  const ready = answers(`${origin}/api/health`, portal).then(async (yes) => {
    if (!yes) return;
    if (story) await issueFirstBundle(database.ownerUrl, story.people);
    console.log(`Holdfast is ready at ${origin}`);
  });
  await Promise.race([ended, ready]);
  await ended;
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
    HOLDFAST_SIGNING_KEYS: openSigningKeys(data.root),
  };
}
