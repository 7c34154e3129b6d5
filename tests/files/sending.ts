import { createHash } from "node:crypto";

export const origin = process.env.HOLDFAST_ORIGIN ?? "";
export type Sent = {
  name?: string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  cut?: boolean;
  second?: string;
};
export const boundary = "----holdfast-test";

export function uploadOf(record: string, bytes: Uint8Array, sent: Sent = {}): Request {
  const fields = Object.entries({ record, ...sent.fields }).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const name = sent.name ?? "plan.txt";
  const head = `${fields.join("")}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const piece = 64 * 1024;
  let at = 0;
  let begun = false;
  let seconded = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!begun) {
        begun = true;
        controller.enqueue(Buffer.from(head));
        return;
      }
      if (at < bytes.length) {
        controller.enqueue(bytes.subarray(at, at + piece));
        at += piece;
        return;
      }
      if (sent.second !== undefined && !seconded) {
        seconded = true;
        const part = `content-disposition: form-data; name="file"; filename="second.txt"`;
        controller.enqueue(Buffer.from(`\r\n--${boundary}\r\n${part}\r\n\r\n${sent.second}`));
        return;
      }
      if (sent.cut) controller.error(new Error("connection reset"));
      else {
        controller.enqueue(Buffer.from(`\r\n--${boundary}--\r\n`));
        controller.close();
      }
    },
  });
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, origin, ...sent.headers };
  return new Request(`${origin}/files/attach`, { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

export const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
export const letters = (length: number) => Buffer.alloc(length, "care stays safe\n");
