import { csvHead, csvLine } from "#lib/csv.ts";
import type { Attachment, BundleContent } from "#lib/evidence/bag/bundle.ts";
import { jsonText } from "#lib/evidence/bag/json-text.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { held, streamed } from "#lib/evidence/bag/member.ts";
import { asAtWords } from "#lib/evidence/bag/moment.ts";

/** Files summed at the same time; each may be held whole. */
const AT_ONCE = 2;

const ENDINGS = new Map([
  ["application/pdf", "pdf"],
  ["image/png", "png"],
  ["image/jpeg", "jpg"],
  ["text/csv", "csv"],
  ["text/plain", "txt"],
]);

/** Short, ASCII and numbered, whatever the file was called: 001-router-invoice.pdf */
export function attachmentName(attachment: Pick<Attachment, "name" | "mediaType">, index: number): string {
  const stem = attachment.name
    .replace(/\.[^./\\]*$/, "")
    .normalize("NFKD")
    .toLowerCase();
  const slug = stem
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const ending = ENDINGS.get(attachment.mediaType) ?? "bin";
  return `data/attachments/${String(index + 1).padStart(3, "0")}-${slug || "file"}.${ending}`;
}

async function checked(attachment: Attachment, index: number, signal?: AbortSignal): Promise<Member> {
  const member = await streamed(attachmentName(attachment, index), attachment.open, signal);
  if (member.bytes !== attachment.bytes || member.sha256 !== attachment.sha256) {
    throw new Error(`Attachment ${index + 1} of ${attachment.recordReference} is not the file that was uploaded`);
  }
  return member;
}

/** What the files must turn out to be, by what was kept at upload. */
export function expectedAttachments({ attachments }: BundleContent): Pick<Member, "name" | "bytes" | "sha256">[] {
  return attachments.map((attachment, index) => ({
    name: attachmentName(attachment, index),
    bytes: attachment.bytes,
    sha256: attachment.sha256,
  }));
}

/** The files as uploaded, each checked against what was kept at upload. */
export async function attachmentMembers(content: BundleContent, signal?: AbortSignal): Promise<Member[]> {
  const members: Member[] = [];
  const waiting = content.attachments.entries();
  // One iterator, several takers: each file is taken once, and stands where it stood.
  const takeTurns = async () => {
    for (const [index, attachment] of waiting) members[index] = await checked(attachment, index, signal);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  return members;
}

/** The index of the files, with their own names. */
export async function attachmentIndex(content: BundleContent): Promise<Member[]> {
  const rows = content.attachments.map((attachment, index) => ({
    file: attachmentName(attachment, index),
    uploadedAs: attachment.name,
    record: attachment.recordReference,
    mediaType: attachment.mediaType,
    bytes: attachment.bytes,
    sha256: attachment.sha256,
    attachedAt: attachment.addedAt ?? null,
    afterTheEnd: attachment.addedAfter ?? null,
  }));
  const sentence = `Files attached to the records in bundle ${content.reference} (${rows.length})`;
  const head =
    csvHead(sentence, asAtWords(content.snapshotAt)) +
    csvLine(["File", "Uploaded as", "Record", "Media type", "Bytes", "SHA-256", "Attached", "After the end"]);
  return [
    await held("data/attachments/index.csv", head + rows.map((row) => csvLine(Object.values(row))).join("")),
    await held(
      "data/attachments/index.json",
      `${jsonText({ sentence, recordsAsAt: content.snapshotAt, attachments: rows })}\n`,
    ),
  ];
}
