import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";

/** Largest file that is taken, and the largest request that is read to its end to say so. */
const largestUpload = 64 * 1024 * 1024;
const largestRequest = 4 * largestUpload;

const uploadProblems = ["no-file", "too-large", "cut-short", "empty"] as const;
export class UploadProblem extends Error {
  override name = "UploadProblem";
  readonly kind: (typeof uploadProblems)[number];

  constructor(kind: (typeof uploadProblems)[number]) {
    super(kind);
    this.kind = kind;
  }
}

export type Upload = { fileName: string; bytes: number; sha256: string };

function folderOf(organisationId: string): string {
  const root = process.env.HOLDFAST_FILES;
  if (!root) throw new Error("HOLDFAST_FILES is not set.");
  return join(root, "imports", organisationId);
}

const pathOf = (organisationId: string, id: string) => join(folderOf(organisationId), `${id}.csv`);

/** Streams the one file of a multipart request to the draft's place. What is not whole leaves nothing behind. */
export async function keepUpload(
  organisationId: string,
  id: string,
  request: { contentType: string; body: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  await mkdir(folderOf(organisationId), { recursive: true, mode: 0o700 });
  const part = join(folderOf(organisationId), `${id}.part`);
  try {
    const upload = await receive(part, request);
    await rename(part, pathOf(organisationId, id));
    return upload;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function receive(
  part: string,
  { contentType, body }: { contentType: string; body: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  if (!/^multipart\/form-data;/i.test(contentType)) throw new UploadProblem("no-file");
  const parser = busboy({
    headers: { "content-type": contentType },
    defParamCharset: "utf8",
    limits: { files: 1, fileSize: largestUpload, fields: 5, fieldSize: 1000, parts: 6 },
  });
  let writing: Promise<Upload> | undefined;
  parser.on("file", (_field, file, { filename }) => {
    writing = write(part, file, filename);
    // Awaited below; a refusal must not be reported as unhandled while the rest of the request is read.
    writing.catch(() => file.resume());
  });
  try {
    await pipeline(body, meter(), parser);
  } catch (error) {
    await writing?.catch(() => undefined);
    throw error instanceof UploadProblem ? error : new UploadProblem("cut-short");
  }
  const upload = await writing;
  if (!upload) throw new UploadProblem("no-file");
  return upload;
}

function meter(): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > largestRequest ? new UploadProblem("too-large") : null, chunk);
    },
  });
}

async function write(
  part: string,
  file: Readable & { truncated?: boolean },
  name: string | undefined,
): Promise<Upload> {
  const hash = createHash("sha256");
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(file, count, createWriteStream(part, { mode: 0o600, flush: true }));
  if (file.truncated) throw new UploadProblem("too-large");
  if (!name) throw new UploadProblem("no-file");
  if (bytes === 0) throw new UploadProblem("empty");
  return { fileName: name.slice(-200), bytes, sha256: hash.digest("hex") };
}

/** The draft's file from its beginning, or undefined when it is no longer there. */
export async function openUpload(organisationId: string, id: string): Promise<Readable | undefined> {
  const path = pathOf(organisationId, id);
  const there = await stat(path).catch(() => undefined);
  return there?.isFile() ? createReadStream(path) : undefined;
}

export async function removeUpload(organisationId: string, id: string): Promise<void> {
  await rm(pathOf(organisationId, id), { force: true });
}

/** Removes what ended drafts and broken uploads left behind, an hour after it was last written. */
export async function sweepUploads(organisationId: string, open: readonly string[], now: Date): Promise<void> {
  const folder = folderOf(organisationId);
  for (const name of await readdir(folder).catch(() => [])) {
    if (open.includes(name.replace(/\.csv$/, ""))) continue;
    const there = await stat(join(folder, name)).catch(() => undefined);
    if (there && now.getTime() - there.mtimeMs > 3_600_000) await rm(join(folder, name), { force: true });
  }
}
