/** Names inside a bag, shared by the writer, the offline page and the verifier. */
export const TAG_FILES = [
  "HOW-TO-CHECK.txt",
  "bag-info.txt",
  "bagit.txt",
  "manifest-sha256.txt",
  "manifest-sha512.txt",
  "signature/key-fingerprint.txt",
  "signature/public-key.pem",
  "verify.html",
] as const;

/** Written after the tag manifests, so bound by the signature and by each other, not by a tag manifest. */
export const AFTER_TAG_MANIFESTS = [
  "signature/tagmanifest-sha512.sig",
  "signature/tagmanifest-sha512.sig.b64",
  "tagmanifest-sha256.txt",
  "tagmanifest-sha512.txt",
] as const;

export const BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
export const PROFILE = "Holdfast evidence bundle 1";

export function pdfName(reference: string): string {
  return `data/${reference}.pdf`;
}

export interface Sum {
  readonly name: string;
  readonly sha256: string;
  readonly sha512: string;
}

/** Order by code unit; names in a bag are ASCII, so this is byte order too. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

export function manifestText(sums: readonly Sum[], algorithm: "sha256" | "sha512"): string {
  return [...sums]
    .sort(byName)
    .map((sum) => `${sum[algorithm]}  ${sum.name}\n`)
    .join("");
}

/** What the records fingerprint is the SHA-256 of: every payload line of manifest-sha256.txt but the PDF's, sorted. */
export function recordsList(payload: readonly Omit<Sum, "sha512">[], pdf: string): string {
  return payload
    .filter((sum) => sum.name !== pdf)
    .map((sum) => `${sum.sha256}  ${sum.name}\n`)
    .sort()
    .join("");
}

export interface Checkpoint {
  readonly organisationId: string;
  readonly number: number;
  readonly hash: string;
  readonly at: string;
}

/** The exact text that the checkpoint signature is over. */
export function checkpointText(checkpoint: Checkpoint): string {
  return [
    "Holdfast trail checkpoint 1",
    `Organisation: ${checkpoint.organisationId}`,
    `Entry: ${checkpoint.number}`,
    `Hash: ${checkpoint.hash}`,
    `At: ${checkpoint.at}`,
    "",
  ].join("\n");
}

/** Lower-case hex in groups of four, as printed. */
export function grouped(hex: string): string {
  return (hex.match(/.{1,4}/g) ?? []).join(" ");
}
