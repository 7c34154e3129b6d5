import { expect, test } from "vitest";
import { whileOpen } from "#lib/files/while-open.ts";

/** Ten pieces of one byte, with how many were taken and whether the source was left. */
function source() {
  const told = { taken: 0, left: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        told.taken += 1;
        controller.enqueue(Uint8Array.of(told.taken));
        if (told.taken === 10) controller.close();
      },
      cancel() {
        told.left = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, told };
}

test("a download is cut when its reader's access ends, and its source is let go", async () => {
  const { stream, told } = source();
  let open = true;
  const reader = whileOpen(stream, async () => open, 0).getReader();
  expect((await reader.read()).value).toEqual(Uint8Array.of(1));
  open = false;
  await expect(reader.read()).rejects.toThrow("access has ended");
  expect(told).toEqual({ taken: 1, left: true });
});

test("it comes whole while the access stands, and asks only every few seconds", async () => {
  const { stream } = source();
  let asked = 0;
  const stands = async () => {
    asked += 1;
    return true;
  };
  const whole = await new Response(whileOpen(stream, stands, 60_000)).bytes();
  expect(whole).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  expect(asked).toBe(0);
  const often = await new Response(whileOpen(source().stream, stands, 0)).bytes();
  expect(often).toHaveLength(10);
  expect(asked).toBeGreaterThan(5);
});

test("nothing is taken from the source before the reader asks, and a reader who leaves lets it go", async () => {
  const { stream, told } = source();
  const reader = whileOpen(stream, async () => true, 0);
  await new Promise((wait) => setTimeout(wait, 20));
  expect(told.taken).toBe(0);
  await reader.cancel();
  expect(told.left).toBe(true);
});

test("whoever cannot be asked after reads no further", async () => {
  const { stream, told } = source();
  const reader = whileOpen(stream, () => Promise.reject(new Error("no database")), 0).getReader();
  await expect(reader.read()).rejects.toThrow("access has ended");
  expect(told.left).toBe(true);
});
