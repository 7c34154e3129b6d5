import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { endUnread } from "#lib/run/unread.ts";

const pace = { patience: 1_000, least: 16_000 };
const piece = Buffer.alloc(16_000, "a");

/** A server whose every answer is longer than what the lines hold between it and its reader, and one who asks for it. */
async function asked(pieces: number) {
  let ended: ((how: "whole" | "cut") => void) | undefined;
  const how = new Promise<"whole" | "cut">((told) => {
    ended = told;
  });
  const server = createServer(async (request, response) => {
    endUnread(response, request.socket, pace);
    response.once("close", () => ended?.(response.writableFinished ? "whole" : "cut"));
    for (let n = 0; n < pieces && !response.destroyed; n += 1)
      if (!response.write(piece)) await new Promise((on) => response.once("drain", on).once("close", on));
    response.end();
  });
  await new Promise<void>((on) => server.listen(0, "127.0.0.1", on));
  const { port } = server.address() as AddressInfo;
  const reader = connect(port, "127.0.0.1");
  reader.on("error", () => undefined);
  reader.pause();
  reader.write("GET /risks/export HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  onTestFinished(() => {
    reader.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { reader, how, began: performance.now() };
}

test("the line of a reader who takes nothing is cut after the patience, though the reader keeps it open", async () => {
  const { how, began } = await asked(4_000);
  expect(await how).toBe("cut");
  expect(performance.now() - began).toBeGreaterThan(900);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("so is that of one who takes drop by drop", async () => {
  const { reader, how } = await asked(4_000);
  const drops = setInterval(() => reader.read(500), 100);
  onTestFinished(() => clearInterval(drops));
  expect(await how).toBe("cut");
});

test("a slow reader who reads on is given everything, and so is one who comes back before the patience is over", async () => {
  const { reader, how } = await asked(1_000);
  await new Promise((on) => setTimeout(on, 500));
  let taken = 0;
  reader.on("data", (part) => {
    taken += part.length;
    if (taken < 4_000_000 || taken % 7 > 0) return;
    reader.pause();
    setTimeout(() => reader.resume(), 5);
  });
  reader.resume();
  expect(await how).toBe("whole");
});

test("an answer with nothing to take, yet, is waited for", async () => {
  const server = createServer((request, response) => {
    endUnread(response, request.socket, pace);
    response.write("a");
    setTimeout(() => response.end("b"), 2_500);
  });
  await new Promise<void>((on) => server.listen(0, "127.0.0.1", on));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("ab");
});
