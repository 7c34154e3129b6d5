import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { BENCH_BUILD } from "#lib/run/build.ts";
import { plainEnvironment, webEnvironment } from "#lib/run/settings.ts";

type Config = { pageExtensions?: string[]; distDir?: string };

// What Next takes when it is told nothing.
const usual = ["tsx", "ts", "jsx", "js"];

async function configWith(setting: string): Promise<Config> {
  vi.resetModules();
  vi.stubEnv("HOLDFAST_BENCH_BUILD", setting);
  try {
    return ((await import("../../next.config.mjs")) as { default: Config }).default;
  } finally {
    vi.unstubAllEnvs();
  }
}

const benchPages = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".bench.tsx"),
);
/** Next takes a file for a page when its whole ending is one of the extensions. */
const isPage = (file: string, { pageExtensions = usual }: Config) =>
  pageExtensions.some((extension) => file.endsWith(`/page.${extension}`));

test("pages for measuring are pages of the build for measuring alone, which stands apart", async () => {
  expect(benchPages).toHaveLength(2);
  const plain = await configWith("");
  expect(benchPages.filter((file) => isPage(file, plain))).toEqual([]);
  expect(plain.distDir).toBeUndefined();
  const bench = await configWith("1");
  expect(benchPages.filter((file) => isPage(file, bench))).toEqual(benchPages);
  expect(bench.distDir).toBe(join(".next", "bench"));
});

test("their folder holds nothing else, so that without them it is no address", () => {
  const files = readdirSync("app/bench", { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.filter((one) => !one.name.endsWith(".bench.tsx"))).toEqual([]);
});

test("no portal is given the setting, whatever surrounds it", () => {
  const settings = new Proxy({}, { get: () => "value" }) as Parameters<typeof webEnvironment>[0];
  for (const given of [webEnvironment(settings, BENCH_BUILD), plainEnvironment(BENCH_BUILD)])
    expect(Object.keys(given)).not.toContain("HOLDFAST_BENCH_BUILD");
});
