import "server-only";
import { Readable } from "node:stream";
import busboy from "busboy";
import { readAs } from "#db/client.ts";
import type { Actor, ConfirmedText } from "#lib/access/actor.ts";
import { findPersonalData, personalDataWords } from "#lib/forms/personal-data.ts";
import { recordHref, recordRooms } from "#lib/records/record.ts";
import { Refusal } from "#lib/refusal.ts";
import { attachFile, recordToFile } from "./commands.ts";
import { maxBytes } from "./file.ts";
import { AttachFile } from "./inputs.ts";
import { store, sweepIncoming, TooLarge } from "./store.ts";

/** Where to go back to, with the attachment that was kept. */
export type Received = { to: string };

/** The form's parts beside the file: small, and known before the file's bytes. */
const roomForFields = 64 * 1024;

/**
 * Takes one multipart upload from its stream to its row; the bytes never stand in memory together. Throws a Refusal
 * in words for the person, TooLarge among them.
 */
export async function receiveUpload(actor: Actor, request: Request): Promise<Received> {
  await sweepIncoming(new Date());
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !type.startsWith("multipart/form-data")) {
    throw new Refusal("conflict", "This form sent no file. Choose one, then send it again.");
  }
  const claimed = Number(request.headers.get("content-length") ?? "0");
  const body = Readable.from(request.body, { objectMode: false });
  if (claimed > maxBytes + roomForFields) {
    await drain(body);
    throw new TooLarge();
  }
  return parse(actor, body, type);
}

const cut = () => new Refusal("conflict", "The upload broke off, so nothing was kept. Send the file again.");

function openForm(type: string) {
  try {
    return busboy({
      headers: { "content-type": type },
      defParamCharset: "utf8",
      limits: { files: 1, fileSize: maxBytes + 1, fields: 12, fieldSize: 4000, parts: 20, headerPairs: 40 },
    });
  } catch {
    throw cut();
  }
}

function parse(actor: Actor, body: Readable, type: string): Promise<Received> {
  const fields: Record<string, string> = {};
  const form = openForm(type);
  return new Promise((resolve, reject) => {
    let received: Promise<Received> | undefined;
    form.on("field", (name, value, info) => {
      if (!info.valueTruncated) fields[name] = value;
    });
    form.on("file", (name, file, info) => {
      if (name !== "file") {
        file.resume();
        return;
      }
      // What is refused is still read to its end: a browser shows the answer only when it has sent everything.
      received = keep(actor, fields, file, info.filename ?? "").finally(() => file.resume());
      received.catch(() => undefined);
    });
    form.on("close", () => {
      if (received) received.then(resolve, reject);
      else reject(new Refusal("conflict", "This form sent no file. Choose one, then send it again."));
    });
    form.on("error", (error) => {
      // A file that came whole is kept, even if the form broke off behind it.
      (received ?? Promise.reject(error)).then(resolve, (reason) => reject(reason instanceof Refusal ? reason : cut()));
    });
    body.on("error", (error) => form.destroy(error));
    body.pipe(form);
  });
}

async function keep(actor: Actor, fields: Record<string, string>, file: Readable, name: string): Promise<Received> {
  const parsed = AttachFile.safeParse(fields);
  if (!parsed.success) throw new Refusal("conflict", parsed.error.issues[0]?.message ?? "Open the record again.");
  const input = parsed.data;
  const record = await readAs(actor, (tx) => recordToFile(tx, actor, input.record));
  const confirmed = mustBeChecked({ "The file's name": name, "The note": input.note ?? "" }, input.checked);
  const stored = await store(file, name, { sha256: input.sha256, bytes: input.bytes });
  const attached = await attachFile({ ...actor, confirmed }, { recordId: record.id, name, note: input.note, stored });
  const room = recordRooms[record.kind];
  const back = safeBack(input.back, room) ?? recordHref(record.kind, record.id);
  return { to: `${back}${back.includes("?") ? "&" : "?"}attached=${attached.id}#files` };
}

/** The personal-data guard of every form: the author changes the words or says that they were checked. */
function mustBeChecked(texts: Record<string, string>, checked: boolean): ConfirmedText[] {
  return Object.entries(texts).flatMap(([field, text]) => {
    const kinds = findPersonalData(text);
    if (kinds.length === 0) return [];
    if (checked) return [{ field, kinds }];
    const words = kinds.map((kind) => personalDataWords[kind]).join(", ");
    throw new Refusal(
      "conflict",
      `${field} may hold ${words}. Change it, or tick that it identifies nobody who uses services.`,
    );
  });
}

/** Only an address inside the record's own room, without a fragment. */
function safeBack(back: string | undefined, room: string): string | undefined {
  if (!back || !(back === room || back.startsWith(`${room}/`))) return undefined;
  const address = new URL(back, "http://holdfast.invalid");
  const same = address.origin === "http://holdfast.invalid" && address.pathname.startsWith(`${room}/`);
  address.searchParams.delete("attached");
  return same ? `${address.pathname}${address.search}` : undefined;
}

const mostDrained = 4 * maxBytes;

async function drain(body: Readable): Promise<void> {
  let seen = 0;
  for await (const part of body) {
    const piece: Uint8Array = part;
    seen += piece.length;
    if (seen > mostDrained) break;
  }
}
