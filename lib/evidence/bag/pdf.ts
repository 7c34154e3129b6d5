import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { type PrintOptions, printModel } from "#lib/evidence/bag/print-model.ts";

type Template = "bundle" | "pack" | "minutes";
type Asked = { template: Template; model: unknown; creationTimestamp: number };

// The portal's build moves this file and runs at the project's root; the worker reads it where it is.
const HERE = import.meta.dirname ?? join(process.cwd(), "lib", "evidence", "bag");
const COMPILER = join(HERE, "pdf-compile.ts");
const LONGEST = 5 * 60 * 1000;

/**
 * The bundle as PDF/UA-1, set in a process of its own: the compiler takes some 2 MB a page and blocks while it works,
 * and it is given neither the signing key nor any address of the database. Without a records fingerprint every page is marked DRAFT.
 */
export async function renderPdf(
  content: BundleContent,
  options: PrintOptions,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const creationTimestamp = secondsOf(new Date(content.snapshotAt));
  return set({ template: "bundle", model: printModel(content, options), creationTimestamp }, signal);
}

/** What else is printed in the house's style: a template of the closed list with its words. Dated to the second. */
export async function setTemplate(
  template: Template,
  model: unknown,
  at: Date,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return set({ template, model, creationTimestamp: secondsOf(at) }, signal);
}

async function set(asked: Asked, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const child = compiler(signal);
  const stdout = child.stdout ? buffer(child.stdout) : Promise.resolve(Buffer.alloc(0));
  const [bytes] = await Promise.all([stdout, handed(child, asked)]);
  return new Uint8Array(bytes);
}

function compiler(signal: AbortSignal | undefined): ChildProcess {
  return spawn(process.execPath, [COMPILER], {
    env: { NODE_ENV: "production", TZ: "UTC", MALLOC_ARENA_MAX: "1", SystemRoot: process.env.SystemRoot },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: LONGEST,
    ...(signal ? { signal } : {}),
  });
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

async function handed(child: ChildProcess, asked: Asked): Promise<void> {
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  const problem = child.stderr ? text(child.stderr) : "";
  child.stdin?.once("error", () => undefined);
  child.stdin?.end(JSON.stringify(asked));
  const [code, says] = await Promise.all([ended, problem]);
  if (code !== 0) throw new Error(`The PDF could not be set: ${says.trim() || `code ${code}`}`);
}
