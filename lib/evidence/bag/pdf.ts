import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { charactersIn, printable } from "#lib/evidence/bag/glyphs.ts";
import type { PrintOptions } from "#lib/evidence/bag/print-model.ts";
import { printModel } from "#lib/evidence/bag/print-model.ts";

const TEMPLATES = join(import.meta.dirname, "typst");
const FACES = [
  ["source-sans-3", ["400Regular", "500Medium", "600SemiBold"]],
  ["source-serif-4", ["400Regular", "500Medium", "600SemiBold"]],
] as const;

/** Static TrueType files: Typst reads no web fonts and would draw another face in without a word. */
function fontFolders(): string[] {
  const require = createRequire(import.meta.url);
  return FACES.flatMap(([family, faces]) => {
    const home = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
    return faces.map((face) => join(home, face));
  });
}

let held: Set<number>[] | null = null;

function characterSets(): Set<number>[] {
  held ??= fontFolders().map((folder) => {
    const [family, face] = folder.split("/").slice(-2);
    return charactersIn(join(folder, `${family === "source-sans-3" ? "SourceSans3" : "SourceSerif4"}_${face}.ttf`));
  });
  return held;
}

function printableAll(value: unknown, sets: readonly Set<number>[]): unknown {
  if (typeof value === "string") return printable(value, sets);
  if (Array.isArray(value)) return value.map((item) => printableAll(item, sets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableAll(item, sets)]));
}

/**
 * The bundle as PDF/UA-1. Compiles in this process for as long as it takes: for the worker, never for the web process.
 * Without a records fingerprint every page is marked DRAFT.
 */
export function renderPdf(content: BundleContent, options: PrintOptions): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontPaths: fontFolders() }] });
  const model = printableAll(printModel(content, options), characterSets());
  compiler.mapShadow(join(TEMPLATES, "content.json"), Buffer.from(JSON.stringify(model)));
  const compiled = compiler.compile({ mainFilePath: join(TEMPLATES, "bundle.typ") });
  const error = compiled.takeError();
  if (error || !compiled.result) throw new Error(`The PDF could not be set: ${explain(compiler, error)}`);
  const creationTimestamp = Math.floor(Date.parse(content.snapshotAt) / 1000);
  const bytes = compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp });
  compiler.evictCache(0);
  return new Uint8Array(bytes);
}

function explain(compiler: NodeCompiler, error: ReturnType<ReturnType<NodeCompiler["compile"]>["takeError"]>): string {
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)) : "no reason given";
}
