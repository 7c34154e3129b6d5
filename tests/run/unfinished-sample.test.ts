import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openForSample, writeWhole } from "#lib/run/unfinished-sample.ts";

function folder() {
  const root = mkdtempSync(join(tmpdir(), "holdfast-sample-"));
  const data = { root, database: join(root, "database"), files: join(root, "files"), bundles: join(root, "bundles") };
  for (const one of [data.database, data.files, data.bundles]) {
    mkdirSync(one);
    writeFileSync(join(one, "kept"), "");
  }
  const opened: string[] = [];
  const open = async () => {
    opened.push(existsSync(join(data.database, "kept")) ? "as it was" : "empty");
    return { stop: async () => void opened.push("stopped") };
  };
  return { data, opened, open, kept: (one: string) => existsSync(join(one, "kept")) };
}
const stopped = (data: ReturnType<typeof folder>["data"]) =>
  expect(writeWhole(data, () => Promise.reject(new Error("stopped")))).rejects.toThrow("stopped");

test("a sample that was written to its end is found again as it was", async () => {
  const { data, opened, open, kept } = folder();
  expect(await writeWhole(data, async () => "story")).toBe("story");
  await openForSample(data, undefined, open, () => undefined);
  expect(opened).toEqual(["as it was"]);
  expect(kept(data.files)).toBe(true);
});

test("one that was stopped meanwhile is made anew, and said so", async () => {
  const { data, opened, open, kept } = folder();
  await stopped(data);
  const said: string[] = [];
  await openForSample(data, undefined, open, (line) => said.push(line));
  expect(opened).toEqual(["as it was", "stopped", "empty"]);
  expect(said).toEqual([expect.stringContaining("made anew")]);
  expect([kept(data.files), kept(data.bundles), existsSync(data.files)]).toEqual([false, false, true]);
  await openForSample(data, undefined, open, (line) => said.push(line));
  expect(said).toHaveLength(1);
});

test("a part of one in somebody's own server is refused, and nothing there is touched", async () => {
  const { data, opened, open, kept } = folder();
  await stopped(data);
  const start = openForSample(data, "postgres://somewhere/holdfast", open, () => undefined);
  await expect(start).rejects.toMatchObject({ id: "sample-unfinished", code: 31 });
  expect([opened, kept(data.files)]).toEqual([[], true]);
});
