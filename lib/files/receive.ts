import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import busboy from "busboy";
import { readAs } from "#db/client.ts";
import type { Actor, ConfirmedText } from "#lib/access/actor.ts";
import { findPersonalData, personalDataSaid } from "#lib/forms/personal-data.ts";
import { recordHref, recordRooms } from "#lib/records/record.ts";
import { Refusal } from "#lib/refusal.ts";
import { attachFile, recordToFile } from "./commands.ts";
import { maxBytes } from "./file.ts";
import { AttachFile, UploadRecord } from "./inputs.ts";
import type { RefusedUpload } from "./refused.ts";
import { store, sweepIncoming, TooLarge } from "./store.ts";

/** Where to go back to: with the attachment that was kept, or with what was refused and why. */
export type Received = { to: string; refused?: RefusedUpload };

/** A file that is too large is still read to its end, so that its form can say so, unless it is beyond all measure. */
const mostRead = 4 * maxBytes;

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
  if (claimed > mostRead) {
    await drain(body);
    throw new TooLarge();
  }
  return parse(actor, body, type);
}

/** A file as it comes, and whether it came alone, which is known at the form's end. */
type Upload = { file: Readable; name: string; alone: Promise<void> };

const twoFiles = () =>
  new Refusal("conflict", "Two files came in one form, so neither was kept. Attach one, then the other.");

const cut = () => new Refusal("conflict", "The upload broke off, so nothing was kept. Send the file again.");

function openForm(type: string) {
  try {
    return busboy({
      headers: { "content-type": type },
      defParamCharset: "utf8",
      limits: { files: 2, fileSize: maxBytes + 1, fields: 12, fieldSize: 4000, parts: 20, headerPairs: 40 },
    });
  } catch {
    throw cut();
  }
}

function parse(actor: Actor, body: Readable, type: string): Promise<Received> {
  const fields: Record<string, string> = {};
  const form = openForm(type);
  const alone = Promise.withResolvers<void>();
  alone.promise.catch(() => undefined);
  return new Promise((resolve, reject) => {
    let received: Promise<Received> | undefined;
    let files = 0;
    form.on("field", (name, value, info) => {
      if (!info.valueTruncated) fields[name] = value;
    });
    form.on("file", (name, file, info) => {
      files += 1;
      if (files > 1) alone.reject(twoFiles());
      if (name !== "file" || received) {
        file.resume();
        return;
      }
      // What is refused is still read to its end: a browser shows the answer only when it has sent everything.
      received = keep(actor, fields, { file, name: info.filename ?? "", alone: alone.promise }).finally(() =>
        file.resume(),
      );
      received.catch(() => undefined);
    });
    form.on("close", () => {
      alone.resolve();
      if (received) received.then(resolve, reject);
      else reject(new Refusal("conflict", "This form sent no file. Choose one, then send it again."));
    });
    form.on("error", (error) => {
      // A file that came whole is kept, even if the form broke off behind it.
      alone.resolve();
      (received ?? Promise.reject(error)).then(resolve, (reason) => reject(reason instanceof Refusal ? reason : cut()));
    });
    body.on("error", (error) => form.destroy(error));
    body.pipe(form);
  });
}

async function keep(actor: Actor, fields: Record<string, string>, upload: Upload): Promise<Received> {
  const asked = UploadRecord.safeParse(fields);
  if (!asked.success) throw new Refusal("conflict", "Open the record again, then attach the file.");
  const record = await readAs(actor, (tx) => recordToFile(tx, actor, asked.data.record));
  const room = recordRooms[record.kind];
  const back = safeBack(asked.data.back, room) ?? recordHref(record.kind, record.id);
  const to = (id: string) => `${back}${back.includes("?") ? "&" : "?"}attached=${id}#files`;
  try {
    return { to: to(await attach(actor, record.id, fields, upload)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const attempt = randomUUID();
    const refused: RefusedUpload = {
      upload: attempt,
      record: record.id,
      field: error.field === "note" ? "note" : "file",
      message: error.message.slice(0, 600),
      note: (fields.note ?? "").slice(0, 400),
      checked: fields.checked === "yes",
    };
    return { to: to(attempt), refused };
  }
}

async function attach(actor: Actor, recordId: string, fields: Record<string, string>, upload: Upload) {
  const parsed = AttachFile.safeParse(fields);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path[0] === "note" ? "note" : "file";
    throw new Refusal("conflict", issue?.message ?? "Open the record again.", { field });
  }
  const { note, checked, sha256, bytes } = parsed.data;
  const { file, name, alone } = upload;
  const confirmed = [
    ...mustBeChecked("file", "The file's name", name, checked),
    ...mustBeChecked("note", "The note", note ?? "", checked),
  ];
  const stored = await store(file, name, { sha256, bytes }, alone);
  const { id } = await attachFile({ ...actor, confirmed }, { recordId, name, note, stored });
  return id;
}

/** The personal-data guard of every form: the author changes the words or says that they were checked. */
function mustBeChecked(field: string, label: string, text: string, checked: boolean): ConfirmedText[] {
  const kinds = findPersonalData(text);
  if (kinds.length === 0) return [];
  if (checked) return [{ field: label, kinds }];
  const words = personalDataSaid(kinds);
  throw new Refusal(
    "conflict",
    `${label} may hold ${words}. Change it, or tick that it identifies nobody who uses services.`,
    { field },
  );
}

/** Only an address inside the record's own room, without a fragment. */
function safeBack(back: string | undefined, room: string): string | undefined {
  if (!back || !(back === room || back.startsWith(`${room}/`))) return undefined;
  const address = new URL(back, "http://holdfast.invalid");
  const same = address.origin === "http://holdfast.invalid" && address.pathname.startsWith(`${room}/`);
  address.searchParams.delete("attached");
  return same ? `${address.pathname}${address.search}` : undefined;
}

async function drain(body: Readable): Promise<void> {
  let seen = 0;
  for await (const part of body) {
    const piece: Uint8Array = part;
    seen += piece.length;
    if (seen > mostRead) break;
  }
}
