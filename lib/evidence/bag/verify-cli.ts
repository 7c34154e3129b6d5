import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { verifyBundle } from "#lib/evidence/bag/verify.ts";
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
  const file = await open(path ?? "", "r").catch(() => null);
  if (!file) {
    console.error(`${path} cannot be opened.`);
    return 1;
  }
  const verdict = await verifyBundle(await fileSource(file), { key, sum: sumInSteps });
  console.log(verdict.statement);
  if (verdict.valid) {
    console.log(
      `Bundle ${verdict.reference} of ${verdict.organisation}, records as at ${verdict.snapshotAt}, ${verdict.members.length} files.`,
    );
    console.log(`Records fingerprint, as on the cover: ${verdict.recordsFingerprint.replace(/(.{4})(?=.)/g, "$1 ")}`);
  }
  await file.close();
  return verdict.valid ? 0 : 1;
}

process.exitCode = await main();
