import { describe, expect, test } from "vitest";
import { sourcesIn } from "#tests/support/sources.ts";
import { claimsIn, takenBy, valuesOf } from "#tests/support/syntax.ts";

const sources = sourcesIn(["app", "components", "lib", "db"], ["ts", "tsx"]);
const tests = sourcesIn(["tests"], ["ts", "tsx"]).filter(({ path }) => !path.startsWith("tests/.out"));

/** Claims that are left, and why nothing narrower can be said. */
const allowed = [
  // The address is data here; typed routes know only those that are written out.
  "lib/access/leave.ts: to as Route",
];

describe("types that are only claimed", () => {
  test("are none outside db: a database's word goes through wordOf, anything else is narrowed", () => {
    const outside = sources.filter(({ path }) => !path.startsWith("db/"));
    expect(outside.length).toBeGreaterThan(400);
    expect(outside.flatMap(claimsIn)).toEqual(allowed);
  });

  test("are found in each of their forms, and nothing that only looks like one", () => {
    const claimed = (text: string, path = "x.ts") => claimsIn({ path, text }).length > 0;
    for (const text of ["(a.b as Role)", "x as unknown as Y", "row!.id", "f(a as\n  B)"])
      expect([text, claimed(`z(${text});`)]).toEqual([text, true]);
    const templated = "`${" + "a} as B`";
    for (const text of ["[1] as const", "a satisfies B", '"as A"', templated, "/as A/", "a // as B\n"])
      expect([text, claimed(`z(${text});`)]).toEqual([text, false]);
    expect(claimed('import { a as b } from "c";\nexport { b as d };')).toBe(false);
    expect(claimed("z(<p>Sign as {name}, as Role</p>);", "x.tsx")).toBe(false);
  });
});

describe("what is exported", () => {
  const source = (path: string, text: string) => ({ path, text, lines: 1, imports: [] });

  test("is used by another file; the half of a command that joins another's transaction may wait for its caller", () => {
    const taken = new Set([...sources, ...tests].flatMap(takenBy));
    const shared = [...sources, ...tests].filter(({ path }) => !path.startsWith("app/"));
    const idle = shared
      .filter(({ path }) => !taken.has(`${path}: *`) && !/\.(test|spec)\.tsx?$|config\.ts$/.test(path))
      .flatMap((file) => valuesOf(file).map((name) => `${file.path}: ${name}`))
      .filter((one) => !taken.has(one) && !/In$/.test(one));
    expect(idle).toEqual([]);
    expect(taken.size).toBeGreaterThan(1_000);
  });

  test("is seen in each of its forms, types aside", () => {
    const text = "export const a = 1, b = 2;\nexport async function c() {}\nexport class D {}\nexport type E = 1;\n";
    expect(valuesOf(source("x.ts", text))).toEqual(["a", "b", "c", "D"]);
  });
});
