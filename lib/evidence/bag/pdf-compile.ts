import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { json } from "node:stream/consumers";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { charactersIn, printable } from "#lib/evidence/bag/glyphs.ts";

/** A process of its own, started by pdf.ts: {template, model, creationTimestamp} as JSON comes in, the PDF goes out. */
const TEMPLATES = join(import.meta.dirname, "typst");
const NAMES = ["bundle", "pack", "minutes"];
const WEIGHTS = ["400Regular", "600SemiBold"];
const FAMILIES = [
  ["source-sans-3", "SourceSans3"],
  ["source-serif-4", "SourceSerif4"],
];

/** Static TrueType files: Typst reads no web fonts and would draw another face in without a word. */
function fonts(): { folder: string; file: string }[] {
  const require = createRequire(import.meta.url);
  return FAMILIES.flatMap(([name, family]) => {
    const home = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
    return WEIGHTS.map((weight) => ({
      folder: join(home, weight),
      file: join(home, weight, `${family}_${weight}.ttf`),
    }));
  });
}

function printableAll(value: unknown, sets: readonly Set<number>[]): unknown {
  if (typeof value === "string") return printable(value, sets);
  if (Array.isArray(value)) return value.map((item) => printableAll(item, sets));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableAll(item, sets)]));
}

function compile(template: string, model: unknown, creationTimestamp: number): Buffer {
  const compiler = NodeCompiler.create({
    workspace: TEMPLATES,
    fontArgs: [{ fontPaths: fonts().map((font) => font.folder) }],
  });
  const sets = fonts().map((font) => charactersIn(font.file));
  compiler.mapShadow(join(TEMPLATES, "content.json"), Buffer.from(JSON.stringify(printableAll(model, sets))));
  const compiled = compiler.compile({ mainFilePath: join(TEMPLATES, `${template}.typ`) });
  const error = compiled.takeError();
  if (error) throw new Error(JSON.stringify(compiler.fetchDiagnostics(error)));
  if (!compiled.result) throw new Error("no document");
  return compiler.pdf(compiled.result, { pdfStandard: "ua-1", creationTimestamp });
}

const asked = await json(process.stdin);
if (typeof asked !== "object" || asked === null || !("model" in asked) || !("creationTimestamp" in asked)) {
  throw new Error("nothing to set");
}
const template = NAMES.find((name) => "template" in asked && name === asked.template);
if (!template) throw new Error("no such template");
process.stdout.write(compile(template, asked.model, Number(asked.creationTimestamp)));
