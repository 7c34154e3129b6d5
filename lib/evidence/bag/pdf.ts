import { spawn } from "node:child_process";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { type PrintOptions, printModel } from "#lib/evidence/bag/print-model.ts";

const COMPILER = join(import.meta.dirname, "pdf-compile.ts");
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
  const creationTimestamp = Math.floor(Date.parse(content.snapshotAt) / 1000);
  const child = spawn(process.execPath, [COMPILER], {
    env: { NODE_ENV: "production", TZ: "UTC", MALLOC_ARENA_MAX: "1", SystemRoot: process.env.SystemRoot },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: LONGEST,
    ...(signal ? { signal } : {}),
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
  child.stdin.once("error", () => undefined);
  child.stdin.end(JSON.stringify({ model: printModel(content, options), creationTimestamp }));
  const [bytes, problem, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`The PDF could not be set: ${problem.trim() || `code ${code}`}`);
  return new Uint8Array(bytes);
}
