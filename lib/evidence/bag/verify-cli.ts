import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { formatDateTime } from "#lib/dates.ts";
import { plainly } from "#lib/evidence/bag/verify/source.ts";
import { type Verdict, verifyBundle } from "#lib/evidence/bag/verify.ts";
import { fileSource, sumInSteps } from "#lib/evidence/bag/verify-node.ts";

const usage = "Use: npm run verify -- FILE.zip [--key FINGERPRINT]";

async function main(): Promise<number> {
  let path: string | undefined;
  let key: string | undefined;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: "string" } } });
    [path] = positionals;
    key = values.key;
    if (positionals.length !== 1) throw new Error(usage);
  } catch {
    console.error(usage);
    return 2;
  }
  const verdict = await checked(path ?? "", key);
  if (typeof verdict === "string") {
    console.error(verdict);
    return 1;
  }
  console.log(verdict.statement);
  if (verdict.valid) {
    console.log(
      `Bundle ${verdict.reference} of ${verdict.organisation}, records as at ${formatDateTime(new Date(verdict.snapshotAt))}, ${verdict.members.length} files.`,
    );
    console.log(`Records fingerprint, as on the cover: ${verdict.recordsFingerprint.replace(/(.{4})(?=.)/g, "$1 ")}`);
  }
  return verdict.valid ? 0 : 1;
}

/** The verdict on a file, or why there is none. */
async function checked(path: string, key: string | undefined): Promise<Verdict | string> {
  const file = await open(path, "r").catch(() => null);
  if (!file) return `${plainly(path)} cannot be opened.`;
  try {
    if (!(await file.stat()).isFile()) return `${plainly(path)} is not a file. ${usage}`;
    return await verifyBundle(await fileSource(file), { key, sum: sumInSteps });
  } catch {
    return `${plainly(path)} cannot be read.`;
  } finally {
    await file.close();
  }
}

process.exitCode = await main();
