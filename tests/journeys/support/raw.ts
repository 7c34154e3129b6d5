import { request } from "node:http";

export type Answer = { status: number; headers: Record<string, string>; text: string; bytes: Buffer };
type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer; cookie?: string };

/** One request as bytes on the wire: no redirect followed, no header added, any method. */
export function ask(path: string, asked: Asked = {}): Promise<Answer> {
  const origin = new URL(process.env.HOLDFAST_ORIGIN ?? "");
  const headers = { ...asked.headers, ...(asked.cookie ? { cookie: asked.cookie } : {}) };
  const length = asked.body === undefined ? {} : { "content-length": String(Buffer.byteLength(asked.body)) };
  return new Promise((answer, fail) => {
    const sent = request(
      {
        host: origin.hostname,
        port: origin.port,
        path,
        method: asked.method ?? "GET",
        headers: { ...headers, ...length },
        agent: false,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", fail);
        response.on("end", () => {
          const bytes = Buffer.concat(parts);
          const named = Object.entries(response.headers).map(([name, value]) => [
            name,
            [value ?? ""].flat().join(", "),
          ]);
          answer({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(named),
            text: bytes.toString("utf8"),
            bytes,
          });
        });
      },
    );
    sent.on("error", fail);
    sent.end(asked.body);
  });
}

/** A form as a browser without script posts it. */
export function multipart(fields: readonly (readonly [string, string])[]) {
  const mark = "----holdfast-form";
  const parts = fields.map(
    ([name, value]) => `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { body: `${parts.join("")}--${mark}--\r\n`, type: `multipart/form-data; boundary=${mark}` };
}

/** The hidden fields of the form of a page that holds a field of a name. */
export function hiddenFields(html: string, holding: string): [string, string][] {
  const form = html.split("<form").find((part) => part.includes(`name="${holding}"`)) ?? "";
  const inputs = [...(form.split("</form>")[0]?.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [])];
  return inputs.map(([input]) => {
    const value = (name: string) => plainText(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? "");
    return [value("name"), value("value")];
  });
}

function plainText(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
