import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { readAs } from "#db/client.ts";
import { faultKind } from "#db/faults.ts";
import { inTurn, mostAtOnce, turnPatience } from "#db/turns.ts";
import { type Cast, castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(here());
});

const most = mostAtOnce.inside;

/** Work that goes on until it is let go, and says how many of its kind are under way. */
function held() {
  const released = Promise.withResolvers<void>();
  let running = 0;
  const run = async () => {
    running += 1;
    await released.promise;
    running -= 1;
    return "read";
  };
  return { run, release: released.resolve, running: () => running };
}

test("one person who reads too much at once is told to come back, and others read meanwhile", async () => {
  const { "quality-compliance-lead": busy, "registered-manager": other } = cast.actors;
  const work = held();
  const mine = Array.from({ length: most }, () => readAs(busy, work.run));
  while (work.running() < most) await readAs(other, (tx) => tx.execute(sql`select 1`));
  const began = Date.now();
  const more = await readAs(busy, work.run).catch((error: unknown) => error);
  expect(faultKind(more)).toBe("unavailable");
  expect(Date.now() - began).toBeLessThan(turnPatience + 1_000);
  expect(work.running()).toBe(most);
  work.release();
  expect(await Promise.all(mine)).toEqual(mine.map(() => "read"));
  expect(await readAs(busy, async () => "read")).toBe("read");
});

test("a read that waits is let in as soon as another ends, also by a fault, and the count stays right", async () => {
  const [first, rest] = [held(), held()];
  const failing = inTurn("somebody", most, () => first.run().then(() => Promise.reject(new Error("It broke."))));
  const others = Array.from({ length: most - 1 }, () => inTurn("somebody", most, rest.run));
  const waiting = inTurn("somebody", most, rest.run);
  await Promise.resolve();
  expect(rest.running()).toBe(most - 1);
  first.release();
  await expect(failing).rejects.toThrow("It broke.");
  await new Promise((done) => setImmediate(done));
  expect(rest.running()).toBe(most);
  const late = inTurn("somebody", most, rest.run);
  rest.release();
  expect(await Promise.all([...others, waiting, late])).toHaveLength(most + 1);
  const again = held();
  const full = Array.from({ length: most }, () => inTurn("somebody", most, again.run));
  await Promise.resolve();
  expect(again.running()).toBe(most);
  again.release();
  await Promise.all(full);
});

test("a pool is never one person's alone", () => {
  expect(mostAtOnce.inside).toBeLessThan(10);
  expect(mostAtOnce.outside).toBeLessThan(4);
});
