/** Loaded before the web process: what is true of every request stands here, before any page is asked. */
import { type IncomingMessage, Server, ServerResponse } from "node:http";
import { finishedPage } from "#lib/access/finished-page.ts";
import { callerOf, trustFrom } from "#lib/run/caller.ts";
import { isUnmeasured, measured } from "#lib/run/unmeasured.ts";
import { endUnread } from "#lib/run/unread.ts";

const trust = trustFrom(process.env.HOLDFAST_TRUSTED_PROXIES) ?? { count: 0 };
const origin = process.env.HOLDFAST_ORIGIN ?? "";
const here = URL.canParse(origin) ? new URL(origin) : undefined;
const reading = ["GET", "HEAD", "OPTIONS"];

const answered = [...reading, "POST"];

/** The same as those of every page: next.config.mjs. */
const headers = {
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  ...(origin.startsWith("https:") ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
};

/** Longer than any form's texts; files go to addresses of their own. Past it the framework would answer with no page at all. */
const longestForm = 2_000_000;

/**
 * Files and exports, which begin when they are asked for. HEAD would begin them for a body that nobody reads; a page, or
 * whether the portal is up, answers it as ever.
 */
const begins = /^\/(?:files|api(?!\/health$))\/|\/(?:export|events|follow|pdf)\/?$/i;

/** What holds a place among the few that may be written at once. */
const isExport = (path: string) => /\/export\/?$/i.test(path);

/** The path as the framework reads it: dots resolved, slashes squeezed, a page's parts taken as the page. */
function pathOf(url: string): string | undefined {
  try {
    const { pathname } = new URL(`http://front${url}`);
    const plain = encodeURI(decodeURIComponent(pathname).replace(/[/\\]+/g, "/")).replace(/[?#]/g, encodeURIComponent);
    return new URL(`http://front${plain}`).pathname.replace(/(?:\.segments\/.*)?\.rsc\/?$/i, "");
  } catch {
    return undefined;
  }
}

/** What is asked of a proxy, or of a server as a whole, has no page; the framework takes it for a fault of its own. */
const isAddress = (url: string) => url.startsWith("/") && URL.canParse(url, "http://front");

const takesFiles = (path: string) => /^\/(?:files|api)\//.test(path);

const tooLong = () =>
  finishedPage({
    status: 413,
    title: "This is too long to be sent",
    paragraphs: [
      "Nothing was saved, and nothing was cut. Go back in your browser: what you wrote still stands there. Send it in two parts.",
    ],
    headers,
  });

/** A request that no page could answer well, answered here; any other is undefined. */
function refusalOf({ method = "GET", url = "/", headers: given }: IncomingMessage): Response | undefined {
  if (!answered.includes(method))
    return finishedPage({
      status: 405,
      title: "Nothing here answers that",
      paragraphs: ["Open the page in a browser."],
      headers: { ...headers, allow: answered.join(", ") },
    });
  if (!isAddress(url))
    return finishedPage({
      status: 400,
      title: "This is no address here",
      paragraphs: ["Open Holdfast in a browser, at its own address."],
      headers,
    });
  if (!reading.includes(method) && given.origin !== undefined && given.origin !== origin)
    return finishedPage({
      status: 403,
      title: "This form came from another site",
      paragraphs: ["Nothing was saved. Open Holdfast at its own address and fill in the form there."],
      headers,
    });
  const path = pathOf(url);
  if (path === undefined)
    return finishedPage({
      status: 404,
      title: "That is not here",
      paragraphs: ["There is no such page. If someone sent you the address, ask them to check it."],
      link: { href: "/", label: "Go to your first page" },
      headers,
    });
  if (Number(given["content-length"] ?? 0) > longestForm && !takesFiles(path)) return tooLong();
  if (method !== "HEAD" || !begins.test(path)) return undefined;
  return finishedPage({
    status: 405,
    title: "This is read, not asked about",
    paragraphs: ["Open the file or the export itself."],
    headers: { ...headers, allow: "GET" },
  });
}

/** A form whose length is told only by its end is measured before any page is asked. */
const mustBeMeasured = (asked: IncomingMessage) =>
  !reading.includes(asked.method ?? "GET") && isUnmeasured(asked) && !takesFiles(pathOf(asked.url ?? "/") ?? "/");

async function send(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await answer.text();
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: "close" });
  response.end(request.method === "HEAD" ? undefined : body);
  request.resume();
}

/**
 * Which portal this is, settings say and not who asks: a proxy that sends on under a name of its own would have every
 * form refused, and a name that a caller makes up is none.
 */
function asOurs({ headers: given }: IncomingMessage): void {
  if (!here) return;
  given.host = here.host;
  given["x-forwarded-proto"] = here.protocol.slice(0, -1);
  for (const name of ["x-forwarded-host", "x-forwarded-port", "forwarded"]) delete given[name];
}

/** No page waits for a part of itself, so none is compressed piece by piece: that costs a tenth of a page. */
function compressAsOne(response: ServerResponse): void {
  Object.defineProperty(response, "flush", { get: () => undefined, set: () => undefined });
}

const emit = Server.prototype.emit;
Server.prototype.emit = function front(this: Server, event: string | symbol, ...given: unknown[]): boolean {
  const [request, response] = given;
  if (event !== "request" || !(response instanceof ServerResponse)) return emit.call(this, event, ...given);
  const asked: IncomingMessage = response.req;
  const claimed = asked.headers["x-forwarded-for"];
  asked.headers["x-forwarded-for"] = callerOf(asked.socket.remoteAddress, [claimed ?? []].flat().join(","), trust);
  asOurs(asked);
  const refusal = refusalOf(asked);
  const path = pathOf(asked.url ?? "/") ?? "/";
  if (!begins.test(path)) compressAsOne(response);
  if (isExport(path)) endUnread(response, asked.socket);
  if (refusal) void send(refusal, asked, response);
  else if (mustBeMeasured(asked))
    measured(asked, longestForm, (is) => {
      if (is === "fits") emit.call(this, event, request, response);
      else void send(tooLong(), asked, response);
    });
  else return emit.call(this, event, request, response);
  return true;
};

/** Read where a caller's address is asked for: without this file the header would be the caller's own claim. */
process.env.HOLDFAST_FRONT = "1";
