import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { closureOf, importsOf, isActionText, isClient, type Source, sourcesIn } from "#tests/support/sources.ts";

const root = resolve(import.meta.dirname, "..");
const sources = sourcesIn(["app", "components", "lib", "db"]);
const byPath = new Map(sources.map((source) => [source.path, source]));
const inFolder = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));

const floors = ["access", "trail", "files", "jobs", "forms", "records", "registers", "run"];
const floorFiles = ["lib/dates.ts", "lib/csv.ts", "lib/csv-read.ts", "lib/refusal.ts", "lib/words.ts"];
const collectors = ["overview", "thread", "evidence", "papers", "board", "carrying"];
const plainViews = ["ui", "data-table", "charts", "shell"];
const viewFloors = [
  "lib/forms/personal-data.ts",
  "lib/dates.ts",
  "lib/words.ts",
  "lib/forms/state.ts",
  "lib/registers/query.ts",
  "lib/records/record.ts",
  "lib/records/services.ts",
  "lib/records/material-kinds.ts",
  "lib/records/risk-limits.ts",
  "lib/access/roles.ts",
];

const roomOf = (path: string) => (floorFiles.includes(path) ? "" : (path.split("/")[1] ?? ""));
const isFloor = (path: string) => floorFiles.includes(path) || floors.includes(roomOf(path));

/** Every import of some files for which `wrong` holds, as "file → import". */
function offences(files: Source[], wrong: (file: Source, to: string, typeOnly: boolean) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((one) => wrong(file, one.path, one.typeOnly)).map((one) => `${file.path} → ${one.from}`),
  );
}
const holding = (files: Source[], pattern: RegExp) =>
  files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe("who may import whom", () => {
  test("the walk sees each form of import, and which of them bring only types", () => {
    const text = [
      'import "server-only";',
      'import type { A } from "#lib/a.ts";',
      'import { type B, type C } from "./b.ts";',
      'import {\n  type D,\n  e,\n} from "../c.ts";',
      'export { f } from "#db/d.ts";',
      'const later = await import("#lib/run/x.ts");',
      'export const s = sql`select 1 from "x"`;',
    ].join("\n");
    expect(importsOf("lib/room/file.ts", text)).toEqual([
      { from: "server-only", path: "server-only", typeOnly: false },
      { from: "#lib/a.ts", path: "lib/a.ts", typeOnly: true },
      { from: "./b.ts", path: "lib/room/b.ts", typeOnly: true },
      { from: "../c.ts", path: "lib/c.ts", typeOnly: false },
      { from: "#db/d.ts", path: "db/d.ts", typeOnly: false },
      { from: "#lib/run/x.ts", path: "lib/run/x.ts", typeOnly: false },
    ]);
    expect(sources.length).toBeGreaterThan(150);
  });

  test("routes reach the database only through a room", () => {
    const direct = offences(
      inFolder("app"),
      (_, to, typeOnly) => !typeOnly && (to.startsWith("db/") || to === "postgres"),
    );
    // Whether the database answers is all that the health route asks; what kind of fault it was is no query.
    expect(direct.filter((one) => !one.endsWith("→ #db/faults.ts"))).toEqual([
      "app/api/health/route.ts → #db/client.ts",
    ]);
  });

  test("nothing imports a route but another route", () => {
    expect(offences(sources, (file, to) => to.startsWith("app/") && !file.path.startsWith("app/"))).toEqual([]);
  });

  test("views import views and pure files of their own room, and no action", () => {
    const wrong = offences(inFolder("components"), (file, to, typeOnly) => {
      const mine = roomOf(file.path);
      if (to.startsWith("components/")) return ![mine, ...plainViews].includes(roomOf(to)) || isAction(to);
      if (to.startsWith("db/")) return true;
      if (!to.startsWith("lib/")) return false;
      if (plainViews.includes(mine)) return !viewFloors.includes(to);
      if (typeOnly) return roomOf(to) !== mine && !isFloor(to);
      return !viewFloors.includes(to) && (roomOf(to) !== mine || !isPure(to));
    });
    expect(wrong).toEqual([]);
  });

  test("domain-free views know no room", () => {
    const files = sources.filter(({ path }) => plainViews.some((folder) => path.startsWith(`components/${folder}/`)));
    expect(offences(files, (_, to) => to.startsWith("components/") && !plainViews.includes(roomOf(to)))).toEqual([]);
  });

  test("what runs in a browser brings no server with it", () => {
    const leaves = sources.filter(({ text }) => isClient(text));
    const brought = leaves.flatMap(({ path }) =>
      [...closureOf(path, byPath)].filter(isServer).map((to) => `${path} → ${to}`),
    );
    expect(brought).toEqual([]);
    expect(leaves.length).toBeGreaterThan(5);
  });

  test("rooms never import a sibling room; only collectors read them", () => {
    const wrong = offences(inFolder("lib"), (file, to) => {
      if (!to.startsWith("lib/") || isFloor(to) || collectors.includes(roomOf(file.path))) return false;
      return !isFloor(file.path) && roomOf(to) !== roomOf(file.path);
    });
    expect(wrong).toEqual([]);
  });

  test("floors import no room", () => {
    const wrong = offences(
      inFolder("lib").filter(({ path }) => isFloor(path)),
      (_, to) => to.startsWith("lib/") && !isFloor(to),
    );
    // The worker's list of work, and the key with which it signs.
    const allowed = /^lib\/(jobs|run)\/[a-z-]+\.ts → #lib\/evidence\//;
    expect(wrong.filter((one) => !allowed.test(one))).toEqual([]);
  });

  test("the database's files know no room but the written list of what may leave, and what the seed tells", () => {
    const wrong = offences(
      inFolder("db").filter(({ path }) => !path.startsWith("db/seed/")),
      (_, to) => to.startsWith("lib/") || to.startsWith("components/"),
    );
    // Commands of the owner's own say their refusals and read the chain as the portal does.
    const allowed = /^db\/(erase|verify-trail)\.ts → #lib\/(run|trail)\//;
    expect(wrong.filter((one) => !allowed.test(one))).toEqual(["db/outside.ts → #lib/evidence/fields.ts"]);
    expect(offences(inFolder("lib"), (_, to) => to.startsWith("components/"))).toEqual([]);
  });

  test("the driver is imported by the database's files and by what starts it, nowhere else", () => {
    const importers = sources.filter(({ imports }) => imports.some(({ from }) => from === "postgres"));
    expect(importers.map(({ path }) => path).filter((path) => !/^(db|lib\/run)\//.test(path))).toEqual([]);
  });

  test("rooms run without the web framework, so that the worker can use them", () => {
    const framed = offences([...inFolder("lib"), ...inFolder("db")], (_, to) => /^next(\/|-auth|$)/.test(to));
    const doors = ["lib/access/gate.ts", "lib/access/session.ts", "lib/access/leave.ts", "lib/forms/"];
    expect(framed.filter((one) => !doors.some((door) => one.startsWith(door)))).toEqual([]);
  });

  test("queries and commands are closed to the browser", () => {
    const doors = inFolder("lib").filter(({ path }) => /\/(queries|commands)(\.ts|\/)/.test(path));
    expect(doors.length).toBeGreaterThan(3);
    expect(doors.filter(({ text }) => !/^import "server-only";/m.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("what is not used at all", () => {
  test.each([
    ["set_config", /\bset_config\b/],
    ["shared caches", /\bunstable_cache\b|["']use cache|force-cache|\brevalidate\s*=|\bcacheTag\b|\bcacheLife\b/],
    ["markup from strings", /dangerouslySetInnerHTML/],
    [
      "another runtime, early scripts or image work",
      /runtime\s*=\s*["']edge|beforeInteractive|next\/image|next\/script/,
    ],
    ["sockets of the framework", /\bWebSocketServer\b|on\(["']upgrade["']/],
  ])("%s", (_, pattern) => {
    const files = [...sources, ...sourcesIn(["db"], ["sql"])].filter(
      ({ path }) => !path.startsWith("lib/evidence/bag/page/"),
    );
    expect(holding(files, pattern)).toEqual([]);
  });

  test("SQL made from text, outside the database's files and one closed list of types", () => {
    const made = holding(sources, /\bsql\.raw\(|\.unsafe\(/).filter((path) => !/^(db|lib\/run)\//.test(path));
    expect(made).toEqual(["lib/registers/keyset.ts"]);
    const keyset = byPath.get("lib/registers/keyset.ts")?.text ?? "";
    expect(keyset.match(/sql\.raw\([^)]*\)/g)).toEqual(["sql.raw(types[order.type])"]);
    expect(keyset).toContain(
      'const types = { text: "text", integer: "integer", timestamptz: "timestamptz", date: "date" } as const;',
    );
  });

  test("drawers without a name, lists of everything, and files past 300 lines", () => {
    const named = sources.map(({ path }) => path);
    expect(named.filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(path))).toEqual([]);
    expect(named.filter((path) => /\/index\.[a-z]+$/.test(path))).toEqual([]);
    const tests = sourcesIn(["tests"]).filter(({ path }) => !path.startsWith("tests/.out"));
    expect([...sources, ...tests].filter(({ lines }) => lines > 300).map(({ path }) => path)).toEqual([]);
  });

  test("queries or commands in a file and in a folder beside it", () => {
    const both = inFolder("lib").filter(({ path }) => path.endsWith(".ts") && inFolder(path.slice(0, -3)).length > 0);
    const rooms = both.filter(({ path }) => /\/(queries|commands)\.ts$/.test(path)).map(({ path }) => path);
    expect(rooms).toEqual([]);
  });

  test("an update that changed no row and says nothing", () => {
    const silent = inFolder("lib").flatMap(({ path, text }) =>
      [...text.matchAll(/\.update\((\w+)\)(?:\s|\/\/.*\n)*\.set\([^;]*?;/g)]
        .filter(([statement]) => !statement.includes(".returning("))
        .map(([, table]) => `${path}: ${table}`),
    );
    // Several rows or none at once, and what a page shows while somebody waits.
    expect(silent).toEqual([
      "lib/access/commands/membership.ts: membershipServices",
      "lib/disruptions/commands/close.ts: reviewFactors",
      "lib/disruptions/commands/close.ts: reviewFindings",
      "lib/evidence/assemble.ts: bundleProgress",
      "lib/evidence/assemble.ts: bundleProgress",
      "lib/evidence/assemble.ts: bundleProgress",
      "lib/evidence/keyring.ts: signingKeys",
      "lib/meetings/commands/blocks.ts: minuteBlocks",
      "lib/organisation/commands/imports.ts: serviceImports",
      "lib/organisation/commands/imports.ts: legalProviders",
    ]);
  });

  test("configuration beyond a written list", async () => {
    const { default: config } = await import("../next.config.mjs");
    const { headers, output, turbopack, serverExternalPackages, ...rest } = config;
    expect(output).toBeUndefined();
    expect(Object.keys(turbopack ?? {})).toEqual(["root"]);
    expect(serverExternalPackages).toContain("postgres");
    expect(headers).toBeTypeOf("function");
    expect(rest).toEqual({
      reactCompiler: true,
      typedRoutes: true,
      poweredByHeader: false,
      productionBrowserSourceMaps: false,
      images: { unoptimized: true },
      typescript: { ignoreBuildErrors: true },
      experimental: { serverActions: { bodySizeLimit: "2mb" } },
    });
    const top = readdirSync(root);
    expect(top.filter((name) => /^(middleware|instrumentation|server)\.|^(pages|src)$/.test(name))).toEqual([]);
  });

  test("a decision in the proxy, which makes headers and nothing else", () => {
    const text = readFileSync(join(root, "proxy.ts"), "utf8");
    expect(text).not.toMatch(/\b(redirect|rewrite|json)\(|cookies|request\.(nextUrl|url|body)/);
    expect(importsOf("proxy.ts", text).map(({ from }) => from)).toEqual(["next/server"]);
  });
});

function isAction(path: string): boolean {
  return isActionText(byPath.get(path)?.text ?? "");
}

function isServer(path: string): boolean {
  return /^(server-only|next\/headers|postgres|drizzle-orm.*|node:.*|db\/.*)$/.test(path) || isAction(path);
}

function isPure(path: string): boolean {
  return ![...closureOf(path, byPath)].some(isServer);
}
