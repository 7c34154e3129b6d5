import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { expect, test } from "vitest";
import { cloneTemplate, dropDatabase, inDatabase, testServer } from "#tests/support/server.ts";

test("a database is dropped though somebody whom its owner cannot send away is only just leaving", async () => {
  const { owner, app } = testServer();
  const name = `holdfast_t_${randomBytes(5).toString("hex")}`;
  await cloneTemplate(name);
  const guest = postgres(inDatabase(app, name), { max: 1, onnotice: () => undefined });
  await guest`select 1`;
  const leaving = new Promise<void>((left) => setTimeout(() => guest.end({ timeout: 0 }).then(left), 300));
  await dropDatabase(owner, name);
  await leaving;
  const server = postgres(inDatabase(owner, "postgres"), { max: 1, onnotice: () => undefined });
  expect(await server`select 1 from pg_database where datname = ${name}`).toHaveLength(0);
  await server.end();
});
