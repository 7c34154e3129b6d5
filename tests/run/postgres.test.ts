import { spawn } from "node:child_process";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "#lib/run/child.ts";
import { isAlive } from "#lib/run/leftover.ts";
import { ensureOwner } from "#lib/run/owner.ts";
import { type PostgresServer, startPostgres } from "#lib/run/postgres.ts";
import { mustBeSafeServer } from "#lib/run/safety.ts";
import { openSecrets, openSigningKeys } from "#lib/run/secrets.ts";
import { temporaryFolder } from "#tests/run/entry.ts";

const password = "superuser-of-one-test";

function openFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o711);
  return folder;
}

/** Stopped with the test, also when the test fails. */
async function start(folder: string, durable: boolean): Promise<PostgresServer> {
  const server = await startPostgres({ folder, password, durable });
  onTestFinished(() => server.stop());
  return server;
}

async function ask<T>(server: PostgresServer, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const url = await ensureOwner(server.superuserUrl, { password: "owner-of-one-test", database: "kept" });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

test("a durable server keeps its rows over a restart, sums its pages and listens on the loopback address alone", async () => {
  const folder = join(openFolder(), "database");
  const first = await start(folder, true);
  await mustBeSafeServer(first.superuserUrl);
  const superuser = postgres(first.superuserUrl, { max: 1 });
  const [address] = await superuser`
    select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets`;
  await superuser.end();
  expect(address).toEqual({ listens: "127.0.0.1", sockets: "" });
  await ask(first, (sql) => sql`create table notes as select 'still here' as text`);
  await first.stop();
  const second = await start(folder, true);
  expect(await ask(second, (sql) => sql`select text from notes`)).toEqual([{ text: "still here" }]);
});

test("the owner of the tables is no superuser", async () => {
  const server = await start(join(openFolder(), "database"), false);
  const [role] = await ask(server, (sql) => sql`select rolsuper from pg_roles where rolname = current_user`);
  expect(role).toEqual({ rolsuper: false });
});

test("nobody keeps large objects, which no table, no row security and no trail would see", async () => {
  const server = await start(join(openFolder(), "database"), false);
  const url = await ensureOwner(server.superuserUrl, { password: "owner-of-one-test", database: "kept" });
  await ask(server, (sql) => sql`create database later`);
  for (const database of ["kept", "later"]) {
    const sql = postgres(url.replace(/kept$/, database), { max: 1, onnotice: () => undefined });
    for (const call of ["lo_creat(-1)", "lo_create(0)", "lo_from_bytea(0, 'x')", "lo_get(1)", "lo_open(1, 262144)"])
      await expect(sql.unsafe(`select ${call}`), `${database} ${call}`).rejects.toMatchObject({ code: "42501" });
    await sql.end();
  }
});

test("a server whose Holdfast was killed is stopped by the next start", async () => {
  const home = openFolder();
  const folder = join(home, "database");
  const script = join(home, "killed.ts");
  const module = JSON.stringify(new URL("../../lib/run/postgres.ts", import.meta.url).href);
  writeFileSync(
    script,
    `import { startPostgres } from ${module};
    await startPostgres({ folder: ${JSON.stringify(folder)}, password: ${JSON.stringify(password)}, durable: false });
    process.kill(process.pid, "SIGKILL");`,
  );
  const killed = spawn(process.execPath, [script], { cwd: ROOT, stdio: "inherit" });
  expect(await new Promise((done) => killed.once("exit", (_, signal) => done(signal)))).toBe("SIGKILL");
  const leftover = Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10);
  expect(isAlive(leftover)).toBe(true);
  await start(folder, false);
  expect(isAlive(leftover)).toBe(false);
});

test("a server that ends by itself says so, one that is stopped does not", async () => {
  const folder = join(openFolder(), "database");
  const server = await start(folder, false);
  process.kill(Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10), "SIGQUIT");
  expect(await server.ended).toMatch(/exit|SIG/);
});

test("secrets are made once, differ from each other and are closed to other users", () => {
  const folder = temporaryFolder();
  const made = openSecrets(folder);
  expect(openSecrets(folder)).toEqual(made);
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  expect(openSigningKeys(folder)).toBe(openSigningKeys(folder));
  expect(statSync(openSigningKeys(folder)).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});
