import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { build, mustBeBuilt } from "#lib/run/build.ts";
import { startChild } from "#lib/run/child.ts";
import { freeMegabytes, mustHaveRoom } from "#lib/run/data-folder.ts";
import { mustBeNewEnough } from "#lib/run/database.ts";
import { stopLeftover } from "#lib/run/leftover.ts";
import { endOf } from "#lib/run/parts.ts";
import { freePort } from "#lib/run/ports.ts";
import { startPostgres } from "#lib/run/postgres.ts";
import { type RefusalId, refusals, refuse, StartRefusal } from "#lib/run/refusals.ts";
import { Stops } from "#lib/run/stops.ts";
import { type Ended, enter, livingProcess, sentence, temporaryFolder } from "#tests/run/entry.ts";

const DEMO = "lib/run/demo.ts";
const START = "lib/run/start.ts";

function expectRefused({ code, output }: Ended, id: RefusalId): void {
  expect(output).toMatch(sentence(id));
  expect(output).not.toMatch(/\n\s+at /);
  expect(code).toBe(refusals[id].code);
}

async function port(): Promise<string> {
  return String(await freePort());
}

test("every refusal has one sentence and a code of its own", () => {
  const all = Object.values(refusals);
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  expect(all.every(({ code }) => code > 0 && code < 126)).toBe(true);
  expect(refuse("port-in-use", { port: 3000 })).toBeInstanceOf(StartRefusal);
  expect(refuse("port-in-use", { port: 3000 }).message).toContain("Port 3000 is already in use");
});

test.each(["20.20.2", "22.12.0", "22.17.1", "23.5.0"])("Node %s is refused by every entry point", (version) => {
  const versions = JSON.stringify({ ...process.versions, node: version });
  const pretend = `data:text/javascript,Object.defineProperty(process,"versions",{value:${encodeURIComponent(versions)}})`;
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const ours = Object.values(scripts).filter((script) => script.startsWith("node "));
  expect(ours.length).toBeGreaterThan(5);
  expect(ours.every((script) => script.startsWith("node --import ./lib/run/node-version.mjs "))).toBe(true);
  expectRefused(enter(DEMO, { PORT: "none" }, ["--import", pretend]), "node-unsupported");
});

test.each(["22.18.0", "23.6.0", "24.0.0", "26.10.0"])("Node %s may start", (version) => {
  const versions = JSON.stringify({ ...process.versions, node: version });
  const pretend = `data:text/javascript,Object.defineProperty(process,"versions",{value:${encodeURIComponent(versions)}})`;
  expectRefused(enter(DEMO, { PORT: "none" }, ["--import", pretend]), "setting-wrong");
});

test("a port that another program holds is refused", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  onTestFinished(() => void other.close());
  const address = other.address();
  const taken = typeof address === "object" && address ? address.port : 0;
  expectRefused(enter(DEMO, { PORT: String(taken), HOLDFAST_DATA: temporaryFolder() }), "port-in-use");
});

test("a data folder that another Holdfast uses is refused", async () => {
  const folder = reachable(temporaryFolder());
  const pid = await livingProcess("setInterval(() => {}, 1000)", ["lib/run/demo.ts"]);
  writeFileSync(join(folder, "holdfast.pid"), `${pid}\n`);
  expectRefused(enter(DEMO, { PORT: await port(), HOLDFAST_DATA: folder }), "already-running");
});

test("a leftover server that does not stop is refused, one that stops is stopped", async () => {
  const folder = temporaryFolder();
  const note = (pid: number) => writeFileSync(join(folder, "postmaster.pid"), `${pid}\n${folder}\n`);
  note(await livingProcess("process.on('SIGINT', () => {}); setInterval(() => {}, 1000)", [folder]));
  await expect(stopLeftover(folder, 300)).rejects.toThrow(sentence("leftover-server"));
  note(await livingProcess("setInterval(() => {}, 1000)", [folder]));
  expect(await stopLeftover(folder)).toBe("stopped");
});

test.runIf(process.platform === "linux")("a process of another program is never stopped", async () => {
  const folder = temporaryFolder();
  const pid = await livingProcess("setInterval(() => {}, 1000)", ["something-else"]);
  writeFileSync(join(folder, "postmaster.pid"), `${pid}\n${folder}\n`);
  expect(await stopLeftover(folder)).toBe("none");
  expect(process.kill(pid, 0)).toBe(true);
});

test("a folder that the database user cannot use is refused", async () => {
  const closed = temporaryFolder();
  chmodSync(closed, process.getuid?.() === 0 ? 0o700 : 0o500);
  expectRefused(enter(DEMO, { PORT: await port(), HOLDFAST_DATA: join(closed, "data") }), "folder-unreachable");
});

test("a disk with less than 500 MB free is refused", () => {
  const folder = temporaryFolder();
  expect(freeMegabytes(folder)).toBeGreaterThan(0);
  expect(() => mustHaveRoom(folder, () => 499)).toThrow(sentence("disk-full"));
  expect(() => mustHaveRoom(folder, () => 500)).not.toThrow();
});

test("a database that does not answer is refused", async () => {
  const nobody = `postgres://nobody:nothing@127.0.0.1:${await freePort()}/none`;
  const settings = { PORT: await port(), HOLDFAST_DATA: reachable(temporaryFolder()), DATABASE_URL: nobody };
  expectRefused(enter(DEMO, settings), "database-unreachable");
});

test("a server older than PostgreSQL 15 is refused", () => {
  expect(() => mustBeNewEnough(140_022, "14.22")).toThrow(sentence("database-too-old"));
  expect(() => mustBeNewEnough(150_000, "15.0")).not.toThrow();
});

test("a database folder of another version is refused with the server's own reason", async () => {
  const folder = join(reachable(temporaryFolder()), "database");
  mkdirSync(folder);
  writeFileSync(join(folder, "PG_VERSION"), "9\n");
  const started = startPostgres({ folder, password: "unused", durable: false });
  await expect(started).rejects.toThrow(sentence("database-failed"));
});

test("a portal that cannot be built, or was not, is refused", async () => {
  const root = temporaryFolder();
  expect(() => mustBeBuilt(root)).toThrow(sentence("build-missing"));
  await expect(build({ root, log: join(root, "build.log") })).rejects.toThrow(sentence("build-failed"));
});

test("npm start refuses a missing, forbidden or sample setting", () => {
  expectRefused(enter(START, {}), "setting-missing");
  for (const name of ["DATABASE_URL", "DATABASE_WORKER_URL", "HOLDFAST_SIGNING_KEYS", "HOLDFAST_DEMO"]) {
    expectRefused(enter(START, { [name]: "1" }), "setting-forbidden");
  }
  const url = "postgres://someone:something@127.0.0.1:1/holdfast";
  const given = {
    DATABASE_APP_URL: url,
    DATABASE_OUTSIDE_URL: url,
    DATABASE_AUTH_URL: url,
    HOLDFAST_ORIGIN: "https://holdfast.invalid",
    HOLDFAST_FILES: "files",
    HOLDFAST_BUNDLES: "bundles",
    HOLDFAST_CONTEXT_KEY: "3f9c1e07ab52d48860f1729be4c35d81".repeat(2),
    AUTH_SECRET: "q8Zr2LxV0mTyK4wB7nHs9DcE1fGj5PuA",
  };
  expectRefused(enter(START, given), "database-unreachable");
  for (const origin of ["http://holdfast.provider.example", "holdfast.provider.example", "https://a.example/x"])
    expectRefused(enter(START, { ...given, HOLDFAST_ORIGIN: origin }), "setting-wrong");
  for (const origin of ["http://localhost:3000", "http://127.0.0.1:3000"])
    expectRefused(enter(START, { ...given, HOLDFAST_ORIGIN: origin }), "database-unreachable");
  for (const secret of ["short", "a".repeat(64), "holdfast-demo-holdfast-demo-holdfast-demo"]) {
    expectRefused(enter(START, { ...given, AUTH_SECRET: secret }), "setting-default");
  }
  expectRefused(
    enter(START, { ...given, HOLDFAST_CONTEXT_KEY: `${given.AUTH_SECRET}${given.AUTH_SECRET}` }),
    "setting-wrong",
  );
});

test("the worker refuses the owner's URL and the secret of the sessions", () => {
  const settings = {
    DATABASE_WORKER_URL: "postgres://someone:something@127.0.0.1:1/holdfast",
    DATABASE_OUTSIDE_URL: "postgres://someone:something@127.0.0.1:1/holdfast",
    HOLDFAST_CONTEXT_KEY: "3f9c1e07ab52d48860f1729be4c35d81".repeat(2),
    HOLDFAST_ORIGIN: "https://holdfast.invalid",
    HOLDFAST_FILES: "files",
    HOLDFAST_BUNDLES: "bundles",
    HOLDFAST_SIGNING_KEYS: "key.pem",
  };
  for (const name of ["DATABASE_URL", "AUTH_SECRET"]) {
    expectRefused(enter("lib/run/worker.ts", { ...settings, [name]: "1" }), "setting-forbidden");
  }
  expectRefused(enter("lib/run/worker.ts", settings), "database-unreachable");
});

test("a part that ends by itself stops everything, one that was asked to does not", async () => {
  const child = startChild(["-e", "process.exit(3)"], { env: {} });
  await expect(endOf({ name: "web", exit: child.exit }, new Stops())).rejects.toThrow(/web process .*exit 3/);
  const stops = new Stops();
  const other = startChild(["-e", "setInterval(() => {}, 1000)"], { env: {} });
  stops.add(() => other.stop());
  const end = endOf({ name: "web", exit: other.exit }, stops).catch(() => "refused");
  await stops.all();
  expect(await Promise.race([end, new Promise((done) => setTimeout(done, 100, "silent"))])).toBe("silent");
});

/** Temporary folders are closed to other users; the database user is another one under root. */
function reachable(folder: string): string {
  chmodSync(folder, 0o711);
  return folder;
}
