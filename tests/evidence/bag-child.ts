import { buildBundle } from "#lib/evidence/bag/build.ts";
import { loadSigner } from "#lib/evidence/bag/keys.ts";
import { attachmentOf, sampleBundle } from "#tests/evidence/bag-sample.ts";

/** Run as a process of its own: KEY FILE OUT [MEGABYTES]. Prints the ZIP's SHA-256 and the process's peak memory in MB. */
const [keyFile = "", path = "", megabytes = "0"] = process.argv.slice(2);
const size = Number(megabytes);
const block = Buffer.alloc(1024 * 1024, "holdfast");

async function* blocks() {
  for (let index = 0; index < size; index += 1) yield block;
}

async function large() {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (let index = 0; index < size; index += 1) hash.update(block);
  const made = attachmentOf("large.txt", new Uint8Array(0), "text/plain", "DIS-2026-014");
  return { ...made, bytes: size * block.length, sha256: hash.digest("hex"), open: blocks };
}

const content = sampleBundle(size ? { attachments: [await large()] } : {});
const built = await buildBundle(content, { signer: await loadSigner(keyFile), path });
console.log(JSON.stringify({ sha256: built.sha256, peak: process.resourceUsage().maxRSS / 1024 }));
