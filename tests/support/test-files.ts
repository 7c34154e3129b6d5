import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export type Part = "unit" | "db" | "browser";

const ON_A_SERVER = /tests\/support\/(world|cast|server|portal)\.ts|"\.\/(cast|importing)\.ts"/;

/** Test files by the part of the run they belong to: those that open a world need the database. */
export function testFiles(root: string, part: Part): string[] {
  const files = readdirSync(join(root, "tests"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes(".out"))
    .sort();
  if (part === "browser") return files.filter((path) => /journeys\/.*\.spec\.ts$/.test(path));
  const tests = files.filter((path) => /\.test\.tsx?$/.test(path) && !path.includes("journeys"));
  const onServer = (path: string) => ON_A_SERVER.test(readFileSync(join(root, path), "utf8"));
  return tests.filter((path) => onServer(path) === (part === "db"));
}

export type Wanted = { parts: Part[]; paths: string[]; name: string | undefined };

/** `--only=unit|db|browser`, `-t NAME`, and parts of file names. */
export function readArguments(args: string[]): Wanted {
  const wanted: Wanted = { parts: ["unit", "db", "browser"], paths: [], name: undefined };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    const only = /^--only=(unit|db|browser)$/.exec(arg)?.[1];
    if (only === "unit" || only === "db" || only === "browser") wanted.parts = [only];
    else if (arg === "-t") wanted.name = args[++index];
    else if (arg.startsWith("-"))
      throw new Error(`${arg} is not understood: --only=unit|db|browser, -t NAME, file names.`);
    else wanted.paths.push(arg);
  }
  return wanted;
}

export function matching(files: string[], paths: string[]): string[] {
  return paths.length === 0 ? files : files.filter((file) => paths.some((path) => file.includes(path)));
}
