import { parseAst } from "vitest/node";
import type { Source } from "#tests/support/sources.ts";

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []);

function parsed({ path, text }: Pick<Source, "path" | "text">): Node[] {
  return nodes(parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }).body);
}

const claims = ["TSAsExpression", "TSTypeAssertion", "TSNonNullExpression"];

/** Every `as`, `<T>` and `!` that claims a type, `as const` aside; `satisfies` checks, and an import's `as` renames. */
export function claimsIn(source: Pick<Source, "path" | "text">): string[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (claims.includes(node.type)) {
      const says = source.text.slice(Number(node.start), Number(node.end)).replace(/\s+/g, " ");
      if (!says.endsWith(" as const")) found.push(`${source.path}: ${says}`);
    }
    for (const value of Object.values(node)) nodes(value).forEach(walk);
  };
  parsed(source).forEach(walk);
  return found;
}

const nameOf = (value: unknown): string => (isNode(value) ? String(value.name ?? value.value) : "");

/** Names of the functions, constants and classes that a file exports; types are not counted. */
export function valuesOf(source: Pick<Source, "path" | "text">): string[] {
  return parsed(source)
    .filter(({ type }) => type === "ExportNamedDeclaration")
    .flatMap(({ declaration }) => nodes(declaration))
    .filter(({ type }) => !type.startsWith("TS"))
    .flatMap((one) => (one.declarations ? nodes(one.declarations).map(({ id }) => nameOf(id)) : [nameOf(one.id)]))
    .filter(Boolean);
}

/** What a file takes from others, as "path: name"; "path: *" where it takes everything, or asks for it later. */
export function takenBy(source: Source): string[] {
  const path = (from: unknown) => source.imports.find((one) => one.from === nameOf(from))?.path ?? "";
  const named = parsed(source).flatMap((node) =>
    nodes(node.specifiers).map((one) => {
      const name = nameOf(one.imported ?? (node.type === "ExportNamedDeclaration" ? one.local : undefined));
      return `${path(node.source)}: ${name || "*"}`;
    }),
  );
  const later = [...source.text.matchAll(/import\(\s*["']([^"']+)["']\s*\)/g)].map(([, from]) => {
    return `${source.imports.find((one) => one.from === from)?.path ?? ""}: *`;
  });
  return [...named, ...later];
}
