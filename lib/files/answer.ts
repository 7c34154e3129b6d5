import "server-only";
import { stat } from "node:fs/promises";
import { faultKind } from "#db/faults.ts";
import type { Actor } from "#lib/access/actor.ts";
import { finishedPage } from "#lib/access/finished-page.ts";
import { logFault } from "#lib/access/log-fault.ts";
import { sameOrigin } from "#lib/forms/same-origin.ts";
import { Refusal } from "#lib/refusal.ts";
import { dispositionOf, type MediaType } from "./file.ts";
import { storedPath } from "./place.ts";
import { receiveUpload } from "./receive.ts";
import { refusedHeader } from "./refused.ts";
import { TooLarge } from "./store.ts";
import { streamOf } from "./stream.ts";
import { whileOpen } from "./while-open.ts";

const ours = process.env.HOLDFAST_ORIGIN ?? "";

/**
 * Answers one upload: back to the record, where the form says what was refused and why. Whoever has no record to go
 * back to gets a finished page.
 */
export async function answerUpload(who: () => Promise<Actor | undefined>, request: Request): Promise<Response> {
  const refuse = (status: number, ...paragraphs: string[]) =>
    finishedPage({
      status,
      title: "The file was not attached",
      paragraphs,
      link: { href: cameFrom(request), label: "Go back to the record" },
    });
  try {
    if (!sameOrigin(request.headers)) return refuse(403, "This form came from another site, so nothing was kept.");
    const actor = await who();
    if (!actor) return refuse(401, "You have been signed out. Sign in again, then attach the file again.");
    const { to, refused } = await receiveUpload(actor, request);
    const headers = new Headers({ location: to, "cache-control": "no-store" });
    if (refused) headers.set("set-cookie", refusedHeader(refused, ours.startsWith("https:")));
    return new Response(null, { status: 303, headers });
  } catch (error) {
    if (error instanceof TooLarge) return refuse(413, error.message);
    if (error instanceof Refusal) {
      const status = { "not-found": 404, forbidden: 403, stale: 409, conflict: 422 }[error.kind];
      return refuse(status, error.message);
    }
    const kind = faultKind(error);
    if (kind === "unavailable")
      return refuse(503, "Holdfast cannot reach its database. Wait a minute, then try again.");
    if (kind === "duplicate") return refuse(409, "That file is attached here already.");
    return refuse(500, "Something went wrong and nothing was kept.", `Reference for support: ${logFault(error)}.`);
  }
}

/** The page that the form stood on, if it is one of ours. */
function cameFrom(request: Request): string {
  const given = request.headers.get("referer");
  if (!given || !URL.canParse(given)) return "/";
  const address = new URL(given);
  return address.origin === request.headers.get("origin") ? `${address.pathname}${address.search}` : "/";
}

export type FileToServe = { name: string; type: MediaType; bytes: number; sha256: string };

/**
 * A kept original as a download that no browser will run or show in the portal's name. For readers inside and outside
 * alike: find it with `findFile` in the reader's own context first. `stands` cuts it when the reader's access ends.
 */
export async function fileResponse(file: FileToServe, stands: () => Promise<boolean>): Promise<Response> {
  const path = storedPath(file.sha256);
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size !== file.bytes) {
    const reference = logFault(new Error(`The kept file ${file.sha256} is missing or has another length.`));
    return finishedPage({
      status: 500,
      title: "The file could not be read",
      paragraphs: [
        "Its record is unchanged. Ask whoever runs Holdfast to restore it from the backup.",
        `Reference: ${reference}.`,
      ],
    });
  }
  return new Response(whileOpen(streamOf(path), stands), {
    headers: {
      "content-type": file.type,
      "content-length": String(file.bytes),
      "content-disposition": dispositionOf(file.name),
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}
