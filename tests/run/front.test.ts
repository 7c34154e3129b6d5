import { request } from "node:http";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { answers, startChild } from "#lib/run/child.ts";
import { freePort } from "#lib/run/ports.ts";
import config from "../../next.config.mjs";

const origin = "https://holdfast.provider.example";
const server = `import("node:http").then(({ createServer }) => createServer(async (asked, answer) => {
  let body = "";
  for await (const part of asked) body += part;
  answer.flush = () => {};
  answer.end(JSON.stringify({ flushes: typeof answer.flush === "function", url: asked.url, from: asked.headers["x-forwarded-for"], named: ["host", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"].map((name) => asked.headers[name] ?? ""), body: body.length, last: body.at(-1) }));
}).listen(Number(process.env.PORT), "127.0.0.1"))`;

/** A bare server behind the front, as the web process is. */
async function behind(env: Record<string, string> = {}) {
  const port = await freePort();
  const front = new URL("../../lib/run/front.ts", import.meta.url).href;
  const child = startChild(["--import", front, "-e", server], {
    env: { PATH: process.env.PATH ?? "", PORT: String(port), HOLDFAST_ORIGIN: origin, ...env },
  });
  onTestFinished(() => child.stop());
  expect(await answers(`http://127.0.0.1:${port}/`, child)).toBe(true);
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET", parts = ["a=b"]) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((done, fail) => {
      const sent = request({ host: "127.0.0.1", port, path, headers, method, agent: false }, (answer) => {
        let text = "";
        answer.on("data", (part) => {
          text += part;
        });
        answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      sent.on("error", fail);
      if (method !== "POST") return sent.end();
      if (parts.length > 1) for (const part of parts) sent.write(part);
      sent.end(parts.length > 1 ? undefined : parts[0]);
    });
  return Object.assign(ask, { port });
}

let always: Record<string, string>;
beforeAll(async () => {
  process.env.HOLDFAST_ORIGIN ??= origin;
  const [every] = (await config.headers?.()) ?? [];
  always = Object.fromEntries((every?.headers ?? []).map(({ key, value }) => [key, value]));
});

test("what a caller claims to be is replaced by the connection's own address", async () => {
  const ask = await behind();
  expect(JSON.parse((await ask("/", { "x-forwarded-for": "1.2.3.4" })).text).from).toBe("127.0.0.1");
  const trusting = await behind({ HOLDFAST_TRUSTED_PROXIES: "127.0.0.1" });
  expect(JSON.parse((await trusting("/", { "x-forwarded-for": "6.6.6.6, 198.51.100.7" })).text).from).toBe(
    "198.51.100.7",
  );
});

test("the portal has the name that its settings give it, whatever a proxy or a caller calls it", async () => {
  const ask = await behind();
  const ours = ["holdfast.provider.example", "", "https", "", ""];
  const claims: Record<string, string>[] = [
    {},
    { host: "evil.example" },
    { host: "10.0.0.4:3000", "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" },
    { "x-forwarded-host": "a.example, b.example", "x-forwarded-port": "81", forwarded: "host=evil.example" },
  ];
  for (const headers of claims) {
    expect(JSON.parse((await ask("/risks", headers)).text).named).toEqual(ours);
    expect(JSON.parse((await ask("/risks", { origin, ...headers }, "POST")).text).named).toEqual(ours);
  }
  const local = await behind({ HOLDFAST_ORIGIN: "http://localhost:4321" });
  expect(JSON.parse((await local("/", { host: "127.0.0.1" })).text).named).toEqual([
    "localhost:4321",
    "",
    "http",
    "",
    "",
  ]);
});

test("a page is compressed as one; what follows a meeting, and a file, are handed over piece by piece", async () => {
  const ask = await behind();
  const flushes = async (path: string) => JSON.parse((await ask(path)).text).flushes;
  for (const page of ["/", "/risks?sort=score", "/meetings/1/screen"])
    expect([page, await flushes(page)]).toEqual([page, false]);
  for (const path of ["/meetings/1/screen/follow", "/risks/export", "/files/1"])
    expect([path, await flushes(path)]).toEqual([path, true]);
});

test("a form from another site gets a page that says so, with every page's headers; ours and a read pass", async () => {
  const ask = await behind();
  for (const from of ["https://evil.example", "null", "http://holdfast.provider.example"]) {
    const answer = await ask("/systems/new", { origin: from }, "POST");
    expect([from, answer.status]).toEqual([from, 403]);
    expect(answer.text).toContain("This form came from another site");
    expect(answer.headers).toMatchObject({ ...always, "cache-control": "no-store" });
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  }
  expect((await ask("/systems/new", { origin }, "POST")).status).toBe(200);
  expect((await ask("/systems/new", {}, "POST")).status).toBe(200);
  expect((await ask("/systems", { origin: "https://evil.example" })).status).toBe(200);
});

test.each(["/risks/%E0%A4%A", "/%", "/risks/%zz?x=1", "/files/%C3%28"])(
  "%s is not here, with every page's headers",
  async (path) => {
    const ask = await behind();
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("That is not here");
    expect(answer.headers).toMatchObject(always);
    expect((await ask("/risks/%E2%82%AC?words=%E0%A4%A")).status).toBe(200);
  },
);

test("a form too long for any field is told so by a page; a file is not", async () => {
  const ask = await behind();
  const long = { origin, "content-length": "2000001" };
  const answer = await ask("/meetings/1/minutes", long, "POST");
  expect([answer.status, answer.text.includes("what you wrote still stands there")]).toEqual([413, true]);
  expect((await ask("/meetings/1/minutes", { origin, "content-length": "3" }, "POST")).status).toBe(200);
});

test("a form sent in parts, without its length, is measured as one that says it; a file is not", async () => {
  const ask = await behind();
  const part = "x".repeat(100_000);
  const long = [...Array<string>(20).fill(part), "y"];
  const answer = await ask("/meetings/1/minutes", { origin }, "POST", long);
  expect([answer.status, answer.text.includes("what you wrote still stands there")]).toEqual([413, true]);
  expect(answer.headers).toMatchObject(always);
  const dotted = await ask("/files/../meetings/1/minutes", { origin }, "POST", long);
  expect(dotted.status).toBe(413);
  const whole = await ask("/meetings/1/minutes", { origin }, "POST", [...Array<string>(19).fill(part), "y"]);
  expect([whole.status, JSON.parse(whole.text)]).toMatchObject([200, { body: 1_900_001, last: "y" }]);
  const small = await ask("/meetings/1/minutes", { origin }, "POST", ["a", "=", "b"]);
  expect(JSON.parse(small.text)).toMatchObject({ url: "/meetings/1/minutes", body: 3, last: "b" });
  for (const path of ["/files", "/api/evidence/1/download"]) {
    const file = await ask(`${path}/`, { origin }, "POST", long);
    expect(JSON.parse(file.text)).toMatchObject({ body: 2_000_001 });
  }
});

test("a form that stops halfway asks nothing, and the next is answered", async () => {
  const ask = await behind();
  const { port } = ask;
  await new Promise<void>((done) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      path: "/risks",
      headers: { origin },
      method: "POST",
      agent: false,
    });
    sent.on("error", () => done());
    sent.write("a=");
    setTimeout(() => sent.destroy(), 50);
  });
  expect((await ask("/risks", { origin }, "POST", ["a", "=b"])).status).toBe(200);
});

test.each(["*", "http://evil.example/risks", "https://holdfast.provider.example/", "//["])(
  "%s is no address of a page, whatever is asked of it",
  async (target) => {
    const ask = await behind();
    for (const method of ["OPTIONS", "GET", "HEAD", "POST"]) {
      const answer = await ask(target, { origin }, method);
      expect([method, answer.status]).toEqual([method, 400]);
      expect(answer.text.includes("This is no address here")).toBe(method !== "HEAD");
      expect(answer.headers).toMatchObject(always);
    }
  },
);

test("HEAD asks no file and no export to begin, whatever it is spelled like; a page and the health answer it", async () => {
  const ask = await behind();
  for (const path of [
    "/files/1",
    "/api/evidence/1/download",
    "/api/outside/files/1",
    "/api/outside/bundles/1",
    "/risks/export?view=all",
    "/risks/%65xport",
    "/access/grants/1/events",
    "/meetings/1/papers/pdf",
    "/risks/export#x",
    "/x/../files/1",
    "/./files/1",
    "/_next/../files/1",
    "/x/%2e%2e/files/1",
    "/x/..%2ffiles/1",
    "/x//../..//files//1",
    "/risks/export/.",
    "/risks/export.rsc",
    "/risks/export.segments/_tree.segment.rsc",
  ]) {
    const answer = await ask(path, {}, "HEAD");
    expect([path, answer.status, answer.headers.allow]).toEqual([path, 405, "GET"]);
    expect((await ask(path)).status).toBe(200);
  }
  for (const path of ["/", "/risks", "/api/health", "/x/../risks"])
    expect((await ask(path, {}, "HEAD")).status).toBe(200);
});

test("no method but those of pages and forms reaches one", async () => {
  const ask = await behind();
  for (const method of ["TRACE", "PUT", "DELETE", "PROPFIND"]) {
    const answer = await ask("/risks", { origin }, method);
    expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, "GET, HEAD, OPTIONS, POST"]);
    expect(answer.headers).toMatchObject(always);
  }
});
