import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export type Import = { from: string; path: string; typeOnly: boolean };
export type Source = { path: string; text: string; lines: number; imports: Import[] };

const statement = /^(?:import|export)\b(?:(\s+type\b(?!\s*,))?[^;"'=`(]*?\bfrom)?\s*["']([^"']+)["']/gm;
const dynamic = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Every file of some folders whose name ends in one of the endings, with what it imports as paths of this tree. */
export function sourcesIn(folders: readonly string[], endings: readonly string[] = ["ts", "tsx", "mjs"]): Source[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(`.${ending}`)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes("node_modules") && !path.includes("/."))
    .sort()
    .map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, lines: text.trimEnd().split("\n").length, imports: importsOf(path, text) };
}

export function importsOf(path: string, text: string): Import[] {
  const named = [...text.matchAll(statement)].map(([whole, type, from = ""]) => {
    return { from, path: target(path, from), typeOnly: type !== undefined || onlyTypes(whole) };
  });
  const asked = [...text.matchAll(dynamic)].map(([, from = ""]) => {
    return { from, path: target(path, from), typeOnly: false };
  });
  return [...named, ...asked];
}

/** `import { type A, type B } from …` brings nothing at run time either. */
function onlyTypes(whole: string): boolean {
  const names = /^(?:import|export)\s*\{([^}]*)\}/.exec(whole)?.[1];
  if (names === undefined) return false;
  const parts = names.split(",").map((part) => part.trim());
  return parts.filter(Boolean).every((part) => part.startsWith("type "));
}

function target(path: string, from: string): string {
  if (from.startsWith("#")) return from.slice(1);
  return from.startsWith(".") ? normalize(join(dirname(path), from)) : from;
}

/** What a file brings with it at run time, packages included. */
export function closureOf(start: string, sources: ReadonlyMap<string, Source>): Set<string> {
  const seen = new Set<string>();
  const waiting = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const one of sources.get(next)?.imports ?? []) if (!one.typeOnly) waiting.push(one.path);
  }
  return seen;
}

export function isClient(text: string): boolean {
  return /^["']use client["'];/m.test(text);
}

export function isActionText(text: string): boolean {
  return /^\s*["']use server["'];/.test(text);
}

/** The gate stands before the first read; a door that reads nothing needs only the gate. */
export function entersFirst(text: string, gate: RegExp): boolean {
  const at = text.search(gate);
  const reads = text.search(/\bawait (read|readAs|changeAs)\(|\bcsvResponse\b[^;]*\(actor/);
  return at >= 0 && (reads < 0 || at < reads);
}

export function looseExports({ path, text }: Source): string[] {
  const parts = text.split(/^(?=export )/m).filter((part) => part.startsWith("export "));
  return parts
    .filter((part) => !part.startsWith("export type "))
    .filter(
      (part) => !/^export const \w+(: FormAction)? = (?:formAction|outsideAction|formOfParts)(<[^(]*>)?\(/.test(part),
    )
    .filter((part) => !(part.startsWith("export async function ") && part.includes("await isSameOrigin()")))
    .map((part) => `${path}: ${/^export (async function \w+|const \w+|\{[^}]*\}|\w+)/.exec(part)?.[0] ?? part}`);
}
