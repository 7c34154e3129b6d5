import { wordOf } from "#lib/words.ts";

/** Bytes an attachment may have: 50 MB. */
export const maxBytes = 50 * 1024 * 1024;

export const mediaTypes = ["application/pdf", "image/png", "image/jpeg", "text/csv", "text/plain"] as const;
export type MediaType = (typeof mediaTypes)[number];

export const mediaWords: Record<MediaType, { label: string; endings: readonly string[] }> = {
  "application/pdf": { label: "PDF", endings: [".pdf"] },
  "image/png": { label: "PNG image", endings: [".png"] },
  "image/jpeg": { label: "JPEG image", endings: [".jpg", ".jpeg", ".jpe", ".jfif"] },
  "text/csv": { label: "CSV table", endings: [".csv"] },
  "text/plain": { label: "Text", endings: [".txt", ".text", ".log", ".md"] },
};

/** What a browser's file chooser offers; what is kept is decided by content. */
export const accepted = mediaTypes.flatMap((type) => mediaWords[type].endings.slice(0, 2)).join(",");

export type Tags = { location: boolean; author: boolean };

/** What an attachment may tell about people beyond what it shows, in a sentence; nothing when no tag was found. */
export function tagWarning(tags: Tags): string | undefined {
  if (tags.location && tags.author) return "This file says where it was made and who made it.";
  if (tags.location) return "This file says where it was made.";
  if (tags.author) return "This file says who made it.";
  return undefined;
}

/** How a record came to its end, or went to be signed. */
export const endWords = [
  "closed",
  "verified",
  "cancelled",
  "retired",
  "approved",
  "superseded",
  "withdrawn",
  "sent to the chair",
  "signed",
  "answered",
  "declined",
] as const;
export type EndWord = (typeof endWords)[number];

/** "Added after it was signed": what stands beside a file that joined its record after the record's end. */
export function addedAfterWords(word: string): string {
  return `Added after it was ${wordOf(endWords, word)}`;
}

const unseen = /\p{Cc}|\p{Cf}|\p{Surrogate}|\p{Co}|[\u2028\u2029]/gu;
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const longest = 150;

/** A file name as it is kept and offered: no path, no hidden characters, and the ending that its content has. */
export function safeName(given: string, type: MediaType): string {
  const last = given.slice(-2000).normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const seen = last
    .replace(unseen, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const { endings } = mediaWords[type];
  const ending = endings.find((each) => seen.toLowerCase().endsWith(each));
  const stem = (ending ? seen.slice(0, -ending.length) : seen).slice(0, longest).trim();
  const named = stem === "" || reserved.test(stem) ? `file${stem === "" ? "" : ` ${stem}`}` : stem;
  return `${named}${ending ?? endings[0] ?? ""}`;
}

/** RFC 6266 with RFC 5987: a plain ASCII name for old readers and the real one for all others. */
export function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const real = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${real}`;
}
