import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { ownerDoor } from "#db/owner.ts";
import { seedFennmoor } from "#db/seed/fennmoor/organisation.ts";
import { seedSystems } from "#db/seed/fennmoor/systems.ts";
import type { Story } from "#db/seed/story.ts";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
import { fileSource } from "#lib/evidence/bag/verify-node.ts";
import { assembleBundle, clearTexts, issueBundle, prepareBundle } from "#lib/evidence/commands.ts";
import { findBundle, listTexts } from "#lib/evidence/queries/register.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let story: Story;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-worker-"));
  for (const [name, part] of [
    ["HOLDFAST_BUNDLES", "bundles"],
    ["HOLDFAST_FILES", "files"],
    ["HOLDFAST_SIGNING_KEYS", "keys"],
  ] as const) {
    process.env[name] = join(folder, part);
    mkdirSync(join(folder, part), { mode: 0o700 });
  }
  const door = ownerDoor(here().ownerUrl);
  story = await seedFennmoor(door, new Date(), "not a hash");
  await seedSystems(story);
  await door.end();
});

afterEach(async () => {
  for (const child of running.splice(0)) await end(child, "SIGTERM");
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

function startWorker(): ChildProcess {
  const {
    DATABASE_WORKER_URL = "",
    DATABASE_OUTSIDE_URL = "",
    HOLDFAST_CONTEXT_KEY = "",
    HOLDFAST_BUNDLES = "",
    HOLDFAST_FILES = "",
    HOLDFAST_SIGNING_KEYS = "",
    PATH = "",
  } = process.env;
  const env = {
    DATABASE_WORKER_URL,
    DATABASE_OUTSIDE_URL,
    HOLDFAST_CONTEXT_KEY,
    HOLDFAST_BUNDLES,
    HOLDFAST_FILES,
    HOLDFAST_SIGNING_KEYS,
    PATH,
    TZ: "UTC",
    HOLDFAST_ORIGIN: "http://localhost:3000",
    HOLDFAST_DEMO: "1",
  };
  const child = spawn(process.execPath, ["--conditions=react-server", "lib/run/worker.ts"], {
    env: { ...env, NODE_ENV: "production" },
    stdio: "ignore",
  });
  running.push(child);
  return child;
}

const lead = () => story.people.qualityLead;

async function bundleNow(id: string) {
  const bundle = await readAs(lead(), (tx) => findBundle(tx, lead(), id));
  if (!bundle) throw new Error("The bundle is not there.");
  return bundle;
}

/** Kills the worker again and again while it works, then lets one finish. */
async function untilState(id: string, state: string): Promise<void> {
  for (const life of [350, 600, 900]) {
    const worker = startWorker();
    await wait(life);
    await end(worker, "SIGKILL");
  }
  startWorker();
  for (let tries = 0; tries < 150 && (await bundleNow(id)).state !== state; tries += 1) await wait(200);
  for (const child of running.splice(0)) await end(child, "SIGTERM");
  expect((await bundleNow(id)).state).toBe(state);
}

test("a worker killed while it assembles and while it issues takes the work up again, and never leaves half a bundle", async () => {
  const { id } = await prepareBundle(lead(), {
    purpose: "cqc-inspection",
    title: "Digital resilience assurance",
    recipient: "Care Quality Commission",
    marking: "Commercial in confidence",
    bodyId: undefined,
    supersedesId: undefined,
    periodFrom: "2026-08-01",
    periodTo: "2026-11-24",
    framework: "Single assessment framework",
    sections: ["systems"],
    serviceIds: [story.services.saltmarsh],
  });
  await assembleBundle(lead(), { id, version: (await bundleNow(id)).version });
  await untilState(id, "ready");
  const flagged = (await readAs(lead(), (tx) => listTexts(tx, lead(), id))).filter((text) => text.kinds.length > 0);
  if (flagged.length > 0) await clearTexts(lead(), { id, cleared: flagged.map((text) => text.id) });
  await issueBundle(story.people.nominatedIndividual, { id, version: (await bundleNow(id)).version });
  await untilState(id, "issued");
  const bundle = await bundleNow(id);
  const path = join(folder, "bundles", lead().organisationId, id);
  expect(readdirSync(path).filter((name) => name.endsWith(".zip"))).toEqual([`${bundle.reference}.zip`]);
  const handle = await open(join(path, `${bundle.reference}.zip`));
  const verdict = await verifyBundle(await fileSource(handle), {});
  await handle.close();
  expect(verdict).toMatchObject({ valid: true });
  expect(existsSync(join(path, `${bundle.reference}.zip.part`))).toBe(false);
}, 120_000);
