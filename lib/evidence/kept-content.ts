import "server-only";
import { createHash } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { inChunks } from "./bag/member.ts";
import type { StoredContent } from "./collect/bundle.ts";

/** Keeps the content as JSON, written row by row, and answers its SHA-256. */
export async function keepContent(path: string, content: StoredContent): Promise<string> {
  const sum = createHash("sha256");
  await wholly(path, async (file) => {
    for (const part of inChunks(jsonOf(content))) {
      sum.update(part);
      await file.writeFile(part);
    }
  });
  return sum.digest("hex");
}

/** The content as it was kept; refused where it is not that of the sum. */
export async function readContent(path: string, sha256: string | null): Promise<StoredContent> {
  const bytes = await readFile(path);
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw new Error("The bundle's content is not the one that was checked.");
  // Written by keepContent, under this sum.
  const content: StoredContent = JSON.parse(bytes.toString("utf8"));
  return content;
}

type Open = Awaited<ReturnType<typeof open>>;

/** A file appears whole under its name or not at all. */
async function wholly(path: string, write: (file: Open) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

function* jsonOf({ registers, sections, trail, ...head }: StoredContent): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"sections":`;
  yield* listOf(sections);
  yield ',"registers":[';
  for (const [index, { rows, ...register }] of registers.entries()) {
    yield `${index ? "," : ""}${JSON.stringify(register).slice(0, -1)},"rows":`;
    yield* listOf(rows);
    yield "}";
  }
  yield `],"trail":{"checkpoint":${JSON.stringify(trail.checkpoint)},"entries":`;
  yield* listOf(trail.entries);
  yield "}}";
}

function* listOf(values: readonly unknown[]): Generator<string> {
  yield "[";
  for (const [index, value] of values.entries()) yield `${index ? "," : ""}${JSON.stringify(value)}`;
  yield "]";
}
