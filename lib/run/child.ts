import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const ROOT = resolve(import.meta.dirname, "..", "..");
export const NEXT = resolve(ROOT, "node_modules", "next", "dist", "bin", "next");

/** Node's arguments for the web process, whichever way it serves. */
export function webArguments(how: "start" | "dev", port: number, host: string): string[] {
  const front = new URL("./front.ts", import.meta.url).href;
  return ["--import", front, NEXT, how, "--port", String(port), "--hostname", host];
}

export type ChildOptions = {
  env: Record<string, string>;
  /** Its output goes to this file; without one, to ours. */
  log?: string;
  mode?: "production" | "development" | "test";
  cwd?: string;
};

export type Child = {
  /** Settles when it ends, with "exit 1" or the signal's name. */
  exit: Promise<string>;
  pid: number | undefined;
  stop(patience?: number): Promise<void>;
};

const WITH_PARENT = ["--import", new URL("./leave-with-parent.ts", import.meta.url).href];

/** Runs Node on `args` with this environment and nothing else, in its own process group. */
export function startChild(args: string[], { env, log, mode = "production", cwd = ROOT }: ChildOptions): Child {
  const out = log === undefined ? "inherit" : openSync(log, "a", 0o600);
  const child = spawn(process.execPath, [...WITH_PARENT, ...args], {
    cwd,
    env: { ...env, NODE_ENV: mode, HOLDFAST_STARTED_BY: String(process.pid) },
    detached: true,
    stdio: ["ignore", out, out, "ipc"],
  });
  if (typeof out === "number") closeSync(out);
  const exit = new Promise<string>((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(signal ?? `exit ${code}`));
  });
  const running = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  return {
    exit,
    pid: child.pid,
    async stop(patience = 10_000) {
      if (!running()) return;
      child.kill("SIGTERM");
      const late = wait(patience, "late" as const, { ref: false });
      if ((await Promise.race([exit, late])) !== "late") return;
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** Asks until the portal says that it is up, or the child has ended. */
export async function answers(url: string, child: Child, patience = 60_000): Promise<boolean> {
  let ended = false;
  child.exit.then(() => {
    ended = true;
  });
  for (const end = Date.now() + patience; !ended && Date.now() < end; await wait(100)) {
    try {
      const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(15_000) });
      if (status === 200) return true;
    } catch {
      // Not listening yet.
    }
  }
  return false;
}
