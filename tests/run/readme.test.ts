import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusals } from "#lib/run/refusals.ts";
import { WEB_NEEDS, WORKER_NEEDS } from "#lib/run/settings.ts";
import { sourcesIn } from "#tests/support/sources.ts";

const readme = readFileSync("README.md", "utf8");

test("the README names every refusal with its code, and no other", () => {
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` \| (\d+) \|/gm)].map(([, id, code]) => [id, Number(code)]);
  const table = Object.entries(refusals).map(([id, { code }]) => [id, code]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(table));
});

test("the README names every setting and who reads it", () => {
  for (const [part, names] of [
    ["web", WEB_NEEDS],
    ["worker", WORKER_NEEDS],
  ] as const) {
    for (const name of names) expect(readme).toMatch(new RegExp(`\\| \`${name}\` \\| [^|]*\\b${part}\\b`));
  }
});

test("every npm command in the README exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  for (const [, name = ""] of readme.matchAll(/npm run ([a-z-]+)/g)) expect(Object.keys(scripts)).toContain(name);
});

test("the README names every setting that the code reads, but for what the processes tell each other", () => {
  const told = ["AUTH_URL", "HOLDFAST_BENCH_BUILD", "HOLDFAST_DEMO", "HOLDFAST_FRONT", "HOLDFAST_STARTED_BY"];
  const sources = sourcesIn(["app", "components", "lib", "db"]).map(({ text }) => text);
  const read = sources.flatMap((text) => text.match(/\b(HOLDFAST|DATABASE|AUTH)_[A-Z_]+\b/g) ?? []);
  const unknown = new Set(read.filter((name) => !readme.includes(`\`${name}\``)));
  expect([...unknown].sort()).toEqual(told);
});
