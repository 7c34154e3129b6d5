import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
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
export function sourcesHash(root: string = ROOT): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(`${relative(root, file)}\0${createHash("sha256").update(readFileSync(file)).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

export function isBuilt(root: string = ROOT): boolean {
  const stamp = stampIn(root);
  if (!existsSync(join(root, ".next", "BUILD_ID")) || !existsSync(stamp)) return false;
  return readFileSync(stamp, "utf8") === sourcesHash(root);
}

export function mustBeBuilt(root: string = ROOT): void {
  if (!isBuilt(root)) throw refuse("build-missing", {});
}

export type BuildOptions = { onChild?: (child: Child) => void; log?: string; root?: string };

/** Builds the portal unless the last build was made from these very sources. */
export async function build({ onChild, log, root = ROOT }: BuildOptions): Promise<void> {
  if (isBuilt(root)) return;
  rmSync(stampIn(root), { force: true });
  if (log) rmSync(log, { force: true });
  const hash = sourcesHash(root);
  const child = startChild([NEXT, "build"], { env: plainEnvironment(process.env), log, cwd: root });
  onChild?.(child);
  const how = await child.exit;
  if (how !== "exit 0" || !existsSync(join(root, ".next", "BUILD_ID"))) {
    if (log) console.error(readFileSync(log, "utf8"));
    throw refuse("build-failed", {});
  }
  writeFileSync(stampIn(root), hash);
}

function stampIn(root: string): string {
  return join(root, ".next", "holdfast-sources");
}

if (import.meta.main) await build({}).catch(leaveWith);
