import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type postgres from "postgres";

const root = resolve(import.meta.dirname, "../../..");

/** Every address of the app that a folder holds: pages or route handlers, with their variable parts in brackets. */
export function routesIn(folder: string, file: "page.tsx" | "route.ts"): string[] {
  const found = readdirSync(join(root, "app", folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === file)
    .map((entry) => entry.parentPath.slice(join(root, "app").length));
  return found.map((path) => path.replaceAll(/\/\([a-z]+\)/g, "") || "/").sort();
}

const tables: [RegExp, string][] = [
  [/^\/access\/grants\//, "outside_grants"],
  [/^\/access\/requests\//, "record_requests"],
  [/^\/access\/people\//, "people"],
  [/^\/organisation\/services\//, "services"],
  [/^\/organisation\/commissioners\//, "commissioner_bodies"],
  [/^\/organisation\/import\//, "service_imports"],
];

/** An address with real ids of one organisation in its variable parts, where it has such rows. */
export async function filled(sql: postgres.Sql, route: string, organisation: string): Promise<string> {
  const kind = /^\/(risks|action-items|systems|disruptions|resilience-tests|materials|evidence)\//.exec(route)?.[1];
  const kinds: Record<string, string> = {
    evidence: "bundle",
    "action-items": "action-item",
    "resilience-tests": "resilience-test",
  };
  const table = tables.find(([path]) => path.test(route))?.[1];
  const known = table && (await sql`select to_regclass(${`public.${table}`}) as known`)[0]?.known;
  const [row] = known
    ? await sql`select t.id from ${sql(table)} t join organisations o on o.organisation_id = t.organisation_id
        where o.name = ${organisation} order by t.id limit 1`
    : await sql`select r.id from records r join organisations o on o.organisation_id = r.organisation_id
        where o.name = ${organisation} and (${kind ?? ""} = '' or r.kind = ${kinds[kind ?? ""] ?? (kind ?? "").replace(/s$/, "")})
        order by r.id limit 1`;
  const id = String(row?.id ?? "00000000-0000-4000-8000-000000000000");
  return route.replaceAll(/\[id\]/g, id).replaceAll(/\[[a-z]+\]/g, "x");
}

/** The ids of every server action of the build. */
export function actionIds(): string[] {
  const path = join(root, ".next/server/server-reference-manifest.json");
  if (!existsSync(path)) throw new Error("There is no build to read the actions from.");
  const manifest: { node: Record<string, unknown> } = JSON.parse(readFileSync(path, "utf8"));
  return Object.keys(manifest.node);
}
