import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import type { Actor } from "#lib/access/actor.ts";
import { csvLine } from "#lib/csv.ts";
import { csvResponse } from "#lib/registers/export.ts";
import { castOf } from "#tests/support/cast.ts";
import { sourcesIn } from "#tests/support/sources.ts";
import { useWorld } from "#tests/support/world.ts";

const here = useWorld();
let actor: Actor;
beforeAll(async () => {
  actor = (await castOf(here())).actors["quality-compliance-lead"];
});

async function* many() {
  for (let n = 0; n < 200; n += 1) yield [{ n }];
}

test("slow readers of exports never hold all connections: a third of one organisation is asked to wait, and comes later", async () => {
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
  const again = async () => {
    const answer = start();
    await answer.body?.cancel();
    return answer.status;
  };
  await expect.poll(again, { timeout: 25_000 }).toBe(200);
});

test("an export that nobody reads, or whose reader stops, gives its place back", async () => {
  let asked = 0;
  const start = () =>
    csvResponse<{ n: number }>(
      actor,
      {
        name: "numbers",
        columns: [{ header: "Number", value: (row) => row.n }],
        rows: async () => {
          asked += 1;
          return { sentence: "Numbers (200).", batches: many() };
        },
      },
      undefined,
      300,
    );
  const [unread, stalled] = [start(), start()];
  expect([unread.status, stalled.status, start().status]).toEqual([200, 200, 503]);
  const reader = stalled.body?.getReader();
  await reader?.read();
  await expect.poll(() => start().status, { timeout: 5_000 }).toBe(200);
  expect(asked).toBe(1);
  // The stalled one began a little after the other.
  await wait(600);
  await expect(unread.text()).rejects.toThrow();
  const rest = async () => {
    for (;;) if ((await reader?.read())?.done) return;
  };
  await expect(rest()).rejects.toThrow();
});

test("a reader who never leaves keeps no place, nor one who takes drop by drop", async () => {
  let begun = 0;
  async function* long() {
    for (let n = 0; n < 3_000; n += 1) yield Array.from({ length: 500 }, (_, row) => ({ n: n * 500 + row }));
  }
  const start = () =>
    csvResponse<{ n: number }>(
      actor,
      {
        name: "numbers",
        columns: [{ header: "Number", value: (row) => `${row.n} and what stands beside it` }],
        rows: async () => ({ sentence: "Numbers.", batches: long() }),
      },
      undefined,
      500,
    );
  const probe = async () => {
    const answer = start();
    await answer.body?.cancel();
    return answer.status;
  };
  for (const takes of [0, 200]) {
    const server = createServer((_asked, answer) => {
      begun += 1;
      // As the framework does it: what was written before is waited for, whatever has become of the rest.
      void start()
        .body?.pipeTo(Writable.toWeb(answer))
        .catch(() => undefined);
    });
    await new Promise<void>((on) => server.listen(0, "127.0.0.1", on));
    const { port } = server.address() as AddressInfo;
    const reader = connect(port, "127.0.0.1");
    reader.on("error", () => undefined);
    reader.pause();
    reader.write("GET /risks/export HTTP/1.1\r\nHost: x\r\n\r\n");
    const drops = setInterval(() => takes && reader.read(takes), 100);
    onTestFinished(() => {
      clearInterval(drops);
      reader.destroy();
      server.closeAllConnections();
      server.close();
    });
  }
  await expect.poll(() => begun).toBe(2);
  expect(await probe()).toBe(503);
  await expect.poll(probe, { timeout: 10_000 }).toBe(200);
});

test("every export writes a day as ISO 8601 and an instant in UTC, so that a spreadsheet sorts them, and never in words", () => {
  expect(csvLine(["2026-10-10", new Date("2026-11-22T16:07:00Z"), null])).toBe(
    "2026-10-10,2026-11-22T16:07:00.000Z,\r\n",
  );
  const exports = sourcesIn(["app"]).filter(({ text }) => text.includes("csvResponse"));
  expect(exports.length).toBeGreaterThan(12);
  // Inside a sentence, which begins with a template or a call of its own, a date is told in words.
  const worded = exports.flatMap(({ path, text }) =>
    [...text.matchAll(/^.*(?<!\$\{|heldSentence\(list, )\bformat(Date|DateTime|Time)\(.*$/gm)].map(
      ([line]) => `${path}: ${line.trim()}`,
    ),
  );
  expect(worded).toEqual([]);
});
