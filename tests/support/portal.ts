import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issueFirstBundle } from "#db/seed/first-issue.ts";
import { BENCH_BUILD } from "#lib/run/build.ts";
import { answers, startChild, webArguments } from "#lib/run/child.ts";
import { freePort } from "#lib/run/ports.ts";
import { openSigningKeys } from "#lib/run/secrets.ts";
import { need, type Settings, webEnvironment, workerEnvironment } from "#lib/run/settings.ts";
import { Stops } from "#lib/run/stops.ts";
import { cloneSample } from "#tests/support/sample.ts";
import { cloneTemplate, dropDatabase, inDatabase, testServer } from "#tests/support/server.ts";

export type Portal = {
  origin: string;
  ownerUrl: string;
  settings: Settings;
  workerPid: number | undefined;
  stop(): Promise<void>;
};

type Given = {
  /** Writes what the database holds, instead of the sample organisations. */
  fill?: (ownerUrl: string) => Promise<void>;
  /** Serves the build that measuring makes for itself. */
  bench?: boolean;
};

/** The production build with its worker, on a database of its own. */
export async function startPortal({ fill, bench = false }: Given = {}): Promise<Portal> {
  const stops = new Stops();
  const server = testServer();
  const name = `holdfast_portal_${randomBytes(4).toString("hex")}`;
  const folder = mkdtempSync(join(tmpdir(), "holdfast-portal-"));
  stops.add(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const sample = fill ? await cloneTemplate(name) : await cloneSample(name);
    stops.add(() => dropDatabase(server.owner, name));
    const ownerUrl = inDatabase(server.owner, name);
    await fill?.(ownerUrl);
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const settings = settingsFor(folder, name, origin);
    const env = (part: Record<string, string>) => ({ ...part, HOLDFAST_DEMO: "1" });
    const web = startChild(webArguments("start", port, "127.0.0.1"), {
      env: { ...env(webEnvironment(settings, process.env)), ...(bench ? BENCH_BUILD : {}) },
    });
    stops.add(() => web.stop());
    const worker = startChild(["--conditions=react-server", "lib/run/worker.ts"], {
      env: env(workerEnvironment(settings, process.env)),
    });
    stops.add(() => worker.stop());
    if (!(await answers(`${origin}/api/health`, web))) throw new Error("The portal under test did not answer.");
    if (sample && !(await issueFirstBundle(ownerUrl, sample.people)))
      throw new Error("The sample bundle was not issued.");
    return { origin, ownerUrl, settings, workerPid: worker.pid, stop: () => stops.all() };
  } catch (error) {
    await stops.all();
    throw error;
  }
}

function settingsFor(folder: string, database: string, origin: string): Settings {
  const server = testServer();
  const files = join(folder, "files");
  const bundles = join(folder, "bundles");
  for (const made of [files, bundles]) mkdirSync(made, { mode: 0o700 });
  return {
    DATABASE_APP_URL: inDatabase(server.app, database),
    DATABASE_OUTSIDE_URL: inDatabase(server.outside, database),
    DATABASE_AUTH_URL: inDatabase(server.auth, database),
    DATABASE_WORKER_URL: inDatabase(server.worker, database),
    HOLDFAST_CONTEXT_KEY: need("HOLDFAST_CONTEXT_KEY", process.env),
    AUTH_SECRET: need("AUTH_SECRET", process.env),
    HOLDFAST_ORIGIN: origin,
    HOLDFAST_FILES: files,
    HOLDFAST_BUNDLES: bundles,
    HOLDFAST_SIGNING_KEYS: openSigningKeys(folder),
  };
}
