import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { closePools } from "#db/client.ts";
import { cloneTemplate, dropDatabase, inDatabase, testServer } from "#tests/support/server.ts";

/** A migrated database of one test file's own, and a client for each of the five roles. */
export type World = {
  ownerUrl: string;
  appUrl: string;
  outsideUrl: string;
  authUrl: string;
  workerUrl: string;
  owner: postgres.Sql;
  app: postgres.Sql;
  outside: postgres.Sql;
  auth: postgres.Sql;
  worker: postgres.Sql;
  /** Something to close before the database goes. */
  atEnd(run: () => Promise<void>): void;
  end(): Promise<void>;
};

/** Clones the template, or what `clone` copies, and points the environment of the code under test at it. */
export async function openWorld(clone: (name: string) => Promise<unknown> = cloneTemplate): Promise<World> {
  const server = testServer();
  const name = `holdfast_t_${randomBytes(5).toString("hex")}`;
  await clone(name);
  const url = (role: string) => inDatabase(role, name);
  const open = (role: string) => postgres(url(role), { max: 4, idle_timeout: 20, onnotice: () => undefined });
  const clients = {
    owner: open(server.owner),
    app: open(server.app),
    outside: open(server.outside),
    auth: open(server.auth),
    worker: open(server.worker),
  };
  const urls = {
    ownerUrl: url(server.owner),
    appUrl: url(server.app),
    outsideUrl: url(server.outside),
    authUrl: url(server.auth),
    workerUrl: url(server.worker),
  };
  process.env.DATABASE_URL = urls.ownerUrl;
  process.env.DATABASE_APP_URL = urls.appUrl;
  process.env.DATABASE_OUTSIDE_URL = urls.outsideUrl;
  process.env.DATABASE_AUTH_URL = urls.authUrl;
  process.env.DATABASE_WORKER_URL = urls.workerUrl;
  const endings: (() => Promise<void>)[] = [];
  return {
    ...urls,
    ...clients,
    atEnd: (run) => void endings.push(run),
    async end() {
      await Promise.all(endings.map((run) => run()));
      await closePools();
      await Promise.all(Object.values(clients).map((client) => client.end({ timeout: 1 })));
      await dropDatabase(server.owner, name);
    },
  };
}
