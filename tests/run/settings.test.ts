import { expect, test } from "vitest";
import { type Settings, webEnvironment, workerEnvironment } from "#lib/run/settings.ts";

const settings: Settings = {
  DATABASE_APP_URL: "app",
  DATABASE_OUTSIDE_URL: "outside",
  DATABASE_AUTH_URL: "auth",
  DATABASE_WORKER_URL: "worker",
  HOLDFAST_CONTEXT_KEY: "context",
  AUTH_SECRET: "sessions",
  HOLDFAST_ORIGIN: "origin",
  HOLDFAST_FILES: "files",
  HOLDFAST_BUNDLES: "bundles",
  HOLDFAST_SIGNING_KEYS: "key",
};
const surroundings = {
  PATH: "/bin",
  DATABASE_URL: "owner",
  AWS_SECRET_ACCESS_KEY: "foreign",
  NODE_OPTIONS: "--inspect",
};

test("the web process is given neither the owner, the worker's role nor the signing key", () => {
  const env = webEnvironment(settings, surroundings);
  expect(env.AUTH_SECRET).toBe("sessions");
  for (const name of ["DATABASE_URL", "DATABASE_WORKER_URL", "HOLDFAST_SIGNING_KEYS"])
    expect(env).not.toHaveProperty(name);
});

test("the worker process is given neither the owner, the application's role nor the sessions' secret", () => {
  const env = workerEnvironment(settings, surroundings);
  expect(env.HOLDFAST_SIGNING_KEYS).toBe("key");
  for (const name of ["DATABASE_URL", "DATABASE_APP_URL", "DATABASE_AUTH_URL", "AUTH_SECRET"]) {
    expect(env).not.toHaveProperty(name);
  }
});

test("what the surroundings hold besides is passed to nobody", () => {
  for (const env of [webEnvironment(settings, surroundings), workerEnvironment(settings, surroundings)]) {
    expect(env.PATH).toBe("/bin");
    expect(env.TZ).toBe("UTC");
    expect(env).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
    expect(env).not.toHaveProperty("NODE_OPTIONS");
  }
});
