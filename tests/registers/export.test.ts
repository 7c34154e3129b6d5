import { expect, test } from "vitest";
import { csvResponse } from "#lib/registers/export.ts";
import { castOf } from "#tests/support/cast.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();

async function* many() {
  for (let n = 0; n < 200; n += 1) yield [{ n }];
}

test("slow readers of exports never hold all connections: a third of one organisation is asked to wait, and comes later", async () => {
  const { actors } = await castOf(here());
  const actor = actors["quality-compliance-lead"];
  const start = () =>
    csvResponse<{ n: number }>(actor, {
      name: "numbers",
      columns: [{ header: "Number", value: (row) => row.n }],
      rows: async () => ({ sentence: "Numbers (200).", batches: many() }),
    });
  const [first, second, third] = [start(), start(), start()];
  expect([first.status, second.status, third.status]).toEqual([200, 200, 503]);
  expect(third.headers.get("retry-after")).toBe("20");
  const text = await first.text();
  expect(text.trim().split("\r\n")).toHaveLength(203);
  await second.body?.cancel();
  await expect.poll(() => start().status, { timeout: 25_000 }).toBe(200);
});
