import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type Child, NEXT, ROOT, startChild } from "#lib/run/child.ts";
import { leaveWith, refuse } from "#lib/run/refusals.ts";
import { plainEnvironment } from "#lib/run/settings.ts";

const SOURCES = ["app", "components", "db", "lib", "public", "next.config.mjs", "package.json", "package-lock.json"];
const STAMP = join(ROOT, ".next", "holdfast-sources");

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

export function isBuilt(): boolean {
  if (!existsSync(join(ROOT, ".next", "BUILD_ID")) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, "utf8") === sourcesHash();
}

/** Builds the portal unless the last build was made from these very sources. */
export async function build(options: { onChild?: (child: Child) => void; log?: string }): Promise<void> {
  if (isBuilt()) return;
  rmSync(STAMP, { force: true });
  if (options.log) rmSync(options.log, { force: true });
  const hash = sourcesHash();
  const child = startChild([NEXT, "build"], { env: plainEnvironment(process.env), log: options.log });
  options.onChild?.(child);
  const how = await child.exit;
  if (how !== "exit 0") {
    if (options.log) console.error(readFileSync(options.log, "utf8"));
    throw refuse("build-failed", {});
  }
  writeFileSync(STAMP, hash);
}

if (import.meta.main) await build({}).catch(leaveWith);
