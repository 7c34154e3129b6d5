import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { ROOT } from "#lib/run/child.ts";
import { type RefusalId, refusals } from "#lib/run/refusals.ts";

export type Ended = { code: number | null; output: string };

const PRELOAD = ["--import", "./lib/run/node-version.mjs", "--conditions=react-server"];

/** Runs an entry point as npm does, with these settings and no others of ours. */
export function enter(script: string, settings: Record<string, string>, before: string[] = []): Ended {
  const { PATH = "", HOME = "", USER = "" } = process.env;
  const env = { PATH, HOME, USER, NODE_ENV: "production" as const, ...settings };
  const ended = spawnSync(process.execPath, [...before, ...PRELOAD, script], { cwd: ROOT, env, encoding: "utf8" });
  return { code: ended.status, output: `${ended.stdout}${ended.stderr}` };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-run-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A live process of ours with these words in its command, until the test ends. */
export async function livingProcess(code: string, words: string[]): Promise<number> {
  const child = spawn(process.execPath, ["-e", `${code}; console.log("up")`, ...words], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  await new Promise((done) => child.stdout.once("data", done));
  if (child.pid === undefined) throw new Error("The process did not start.");
  return child.pid;
}

/** The refusal's sentence, with anything in place of its values. */
export function sentence(id: RefusalId): RegExp {
  const parts = refusals[id].says.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".+"));
}
