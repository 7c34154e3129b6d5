import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

/** The verifier's own files, each after those it needs. The same files run on the command line and on the portal's page. */
const PARTS = [
  "layout.ts",
  "verify/source.ts",
  "verify/sums.ts",
  "verify/zip-format.ts",
  "verify/zip-read.ts",
  "verify/signature.ts",
  "verify/read-bag.ts",
  "verify/manifests.ts",
  "verify/trail.ts",
  "verify.ts",
  "verify/blob.ts",
  "page/script.ts",
];

function here(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, name), "utf8");
}

/** Types, imports and export words taken out: one module that needs no other. */
function plainScript(source: string): string {
  return stripTypeScriptTypes(source)
    .replace(/^import\s[^;]*;$/gm, "")
    .replace(/^export /gm, "")
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n");
}

function policyHash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** verify.html: one page, no network, allowed to run its own script and style only. */
export async function verifyPage(): Promise<string> {
  const script = (await Promise.all(PARTS.map(here))).map(plainScript).join("");
  const style = await here("page/style.css");
  const body = await here("page/body.html");
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error("The offline page would end its own script or style early");
  const policy = `default-src 'none'; script-src ${policyHash(script)}; style-src ${policyHash(style)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Check an evidence bundle</title>
<style>${style}</style>
</head>
<body>
${body}<script type="module">${script}</script>
</body>
</html>
`;
}
