import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startChild } from "#lib/run/child.ts";
import { keepRunning } from "#lib/run/keep-running.ts";
import { endOf } from "#lib/run/parts.ts";
import { Stops } from "#lib/run/stops.ts";

/** A part that notes each start, then runs this. */
function part(script: string) {
  const log = join(mkdtempSync(join(tmpdir(), "holdfast-kept-")), "log");
  const start = () => startChild(["-e", `console.log("started"); ${script}`], { env: {}, log });
  return { start, starts: () => readFileSync(log, "utf8").match(/started/g)?.length ?? 0 };
}

test("a worker that ends by itself is started again with a growing pause and a sentence; the portal ends only when it keeps ending", async () => {
  const { start, starts } = part("process.exit(3)");
  const said: string[] = [];
  const stops = new Stops();
  const worker = keepRunning(start, { name: "worker", stops, pauses: [10, 50], say: (one) => said.push(one) });
  await expect(endOf({ name: "worker", exit: worker.exit }, stops)).rejects.toThrow(/worker process .*exit 3/);
  expect(starts()).toBe(3);
  expect(said).toEqual([
    "The worker process ended unexpectedly (exit 3); it is started again in 0.01 seconds.",
    "The worker process ended unexpectedly (exit 3); it is started again in 0.05 seconds.",
  ]);
});

test("whoever ran calmly for a while may end as often again", async () => {
  const { start, starts } = part("process.exit(3)");
  const stops = new Stops();
  const worker = keepRunning(start, { name: "worker", stops, pauses: [10], calm: 0, say: () => undefined });
  onTestFinished(() => worker.stop());
  await expect.poll(starts, { timeout: 20_000 }).toBeGreaterThan(3);
});

test("what is stopped is not started again, nor during a pause", async () => {
  const running = part("setInterval(() => {}, 1000)");
  const paused = part("process.exit(1)");
  const [stops, said] = [new Stops(), [] as string[]];
  const one = keepRunning(running.start, { name: "worker", stops, pauses: [10] });
  const other = keepRunning(paused.start, { name: "worker", stops, pauses: [60_000], say: (word) => said.push(word) });
  await expect.poll(() => said.length, { timeout: 20_000 }).toBe(1);
  await expect.poll(running.starts, { timeout: 20_000 }).toBe(1);
  await Promise.all([one.stop(), other.stop()]);
  expect([await one.exit, await other.exit]).toEqual(["SIGTERM", "exit 1"]);
  expect([running.starts(), paused.starts()]).toEqual([1, 1]);
});
