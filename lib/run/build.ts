import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Child, NEXT, ROOT, startChild } from "#lib/run/child.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";
import { plainEnvironment } from "#lib/run/settings.ts";

const SOURCES = ["app", "components", "db", "lib", "public", "next.config.mjs", "package.json", "package-lock.json"];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** Changes whenever anything changes that a build is made from. */
function sourcesHash(root: string = ROOT): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(`${relative(root, file)}\0${createHash("sha256").update(readFileSync(file)).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

function isBuilt(root: string = ROOT, bench = false): boolean {
  const stamp = stampIn(root, bench);
  if (!existsSync(join(outputIn(root, bench), "BUILD_ID")) || !existsSync(stamp)) return false;
  return readFileSync(stamp, "utf8") === sourcesHash(root);
}

export function mustBeBuilt(root: string = ROOT): void {
  if (!isBuilt(root)) throw refuse("build-missing", {});
}

export type BuildOptions = {
  onChild?: (child: Child) => void;
  log?: string;
  root?: string;
  /** With the pages that only measuring needs, in a folder that no command of a portal serves. */
  bench?: boolean;
};

/** The one setting that turns those pages on; no process of a portal is ever given it. */
export const BENCH_BUILD = { HOLDFAST_BENCH_BUILD: "1" };

/** Builds the portal unless the last build was made from these very sources. */
export async function build({ onChild, log, root = ROOT, bench = false }: BuildOptions): Promise<void> {
  if (isBuilt(root, bench)) return;
  rmSync(stampIn(root, bench), { force: true });
  if (log) rmSync(log, { force: true });
  const hash = sourcesHash(root);
  if (bench) keepTypesApart(root);
  const child = startChild([NEXT, "build"], {
    env: { ...plainEnvironment(process.env), ...(bench ? BENCH_BUILD : {}) },
    log,
    cwd: root,
  });
  onChild?.(child);
  const how = await child.exit;
  if (how !== "exit 0" || !existsSync(join(outputIn(root, bench), "BUILD_ID"))) {
    if (log) console.error(readFileSync(log, "utf8"));
    throw refuse("build-failed", {});
  }
  writeFileSync(stampIn(root, bench), hash);
}

/** A build in a folder of its own would write that folder into tsconfig.json; it gets one of its own to write into. */
function keepTypesApart(root: string): void {
  mkdirSync(join(root, ".next"), { recursive: true });
  writeFileSync(join(root, ".next", "bench.tsconfig.json"), JSON.stringify({ extends: "../tsconfig.json" }));
}

function outputIn(root: string, bench: boolean): string {
  return bench ? join(root, ".next", "bench") : join(root, ".next");
}

function stampIn(root: string, bench: boolean): string {
  return join(outputIn(root, bench), "holdfast-sources");
}

if (import.meta.main) await build({}).catch(leaveWith);
