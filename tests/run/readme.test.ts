import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusals } from "#lib/run/refusals.ts";
import { WEB_NEEDS, WORKER_NEEDS } from "#lib/run/settings.ts";

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
