import { resolve } from "node:path";
import { trustFrom, trustRule } from "#lib/run/caller.ts";
import { refuse } from "#lib/run/refusals.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

const PASSED_ON = ["PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "COMSPEC", "USERPROFILE"] as const;

export const WEB_NEEDS = [
  "DATABASE_APP_URL",
  "DATABASE_OUTSIDE_URL",
  "DATABASE_AUTH_URL",
  "HOLDFAST_CONTEXT_KEY",
  "AUTH_SECRET",
  "HOLDFAST_ORIGIN",
  "HOLDFAST_FILES",
  "HOLDFAST_BUNDLES",
] as const;

export const WORKER_NEEDS = [
  "DATABASE_WORKER_URL",
  "DATABASE_OUTSIDE_URL",
  "HOLDFAST_CONTEXT_KEY",
  "HOLDFAST_ORIGIN",
  "HOLDFAST_FILES",
  "HOLDFAST_BUNDLES",
  "HOLDFAST_SIGNING_KEYS",
] as const;

type WebName = (typeof WEB_NEEDS)[number];
type WorkerName = (typeof WORKER_NEEDS)[number];
export type Settings = Readonly<Record<WebName | WorkerName, string>>;

/** What every child process may have from the surroundings: enough to run, nothing secret. */
export function plainEnvironment(from: Environment): Record<string, string> {
  const plain: Record<string, string> = { TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" };
  for (const name of PASSED_ON) {
    const value = from[name];
    if (value !== undefined) plain[name] = value;
  }
  return plain;
}

/** The web process never gets the owner's URL, the worker's URL or the signing key. */
export function webEnvironment(settings: Settings, from: Environment): Record<string, string> {
  return { ...plainEnvironment(from), ...pick(settings, WEB_NEEDS), ...proxiesFrom(from) };
}

/** The worker process never gets the owner's URL or the secret of the sessions. */
export function workerEnvironment(settings: Settings, from: Environment): Record<string, string> {
  return { ...plainEnvironment(from), ...pick(settings, WORKER_NEEDS) };
}

function pick(settings: Settings, names: readonly (WebName | WorkerName)[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/** A setting that the process cannot do without. */
export function need(name: string, from: Environment): string {
  const value = from[name]?.trim();
  if (!value) throw refuse("setting-missing", { name });
  return value;
}

/** Where people type the address: encrypted, but on one's own machine. Passwords and records would pass in clear. */
export function originFrom(from: Environment): string {
  const name = "HOLDFAST_ORIGIN";
  const origin = need(name, from);
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const own =
    url?.hostname === "localhost" || url?.hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(url?.hostname ?? "");
  if (url && url.origin === origin && (url.protocol === "https:" || (url.protocol === "http:" && own))) return origin;
  throw refuse("setting-wrong", {
    name,
    rule: "an address with https:// and nothing after the host, such as https://holdfast.provider.example; http:// is for localhost alone",
  });
}

export function portFrom(from: Environment): number {
  const port = Number(from.PORT ?? "3000");
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw refuse("setting-wrong", { name: "PORT", rule: "a number from 1 to 65535" });
}

/** Loopback unless asked otherwise: sample accounts have a password that everyone knows. */
export function hostFrom(from: Environment): string {
  return from.HOLDFAST_HOST ?? "127.0.0.1";
}

/** The proxies in front whose word about the caller is taken, if any; for the web process alone. */
export function proxiesFrom(from: Environment): Record<string, string> {
  const name = "HOLDFAST_TRUSTED_PROXIES";
  const value = from[name]?.trim();
  if (!value) return {};
  if (!trustFrom(value)) throw refuse("setting-wrong", { name, rule: trustRule });
  return { [name]: value };
}

export function dataFolderFrom(from: Environment): string {
  return resolve(from.HOLDFAST_DATA || ".holdfast");
}
