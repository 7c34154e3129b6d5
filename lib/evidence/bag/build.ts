import { attachmentIndex, attachmentMembers, expectedAttachments } from "#lib/evidence/bag/attachments.ts";
import type { BundleContent } from "#lib/evidence/bag/bundle.ts";
import { howToCheck } from "#lib/evidence/bag/how-to-check.ts";
import { jsonText } from "#lib/evidence/bag/json-text.ts";
import type { Signer } from "#lib/evidence/bag/keys.ts";
import { BAGIT, manifestText, PROFILE, pdfName, recordsList } from "#lib/evidence/bag/layout.ts";
import type { Member } from "#lib/evidence/bag/member.ts";
import { held } from "#lib/evidence/bag/member.ts";
import { renderPdf } from "#lib/evidence/bag/pdf.ts";
import { registerMembers } from "#lib/evidence/bag/registers.ts";
import { oneLine, readmeText, scopeOf } from "#lib/evidence/bag/scope.ts";
import { trailMembers } from "#lib/evidence/bag/trail-members.ts";
import { base64Of, PEM, PRINT, publicPem, SIGNATURE } from "#lib/evidence/bag/verify/signature.ts";
import { digest } from "#lib/evidence/bag/verify/sums.ts";
import { verifyPage } from "#lib/evidence/bag/verify-page.ts";
import { writeZip } from "#lib/evidence/bag/zip-write.ts";

const STEPS = [
  "Writing registers and trail",
  "Checking attached files and writing the PDF",
  "Signing",
  "Writing the ZIP",
] as const;

export interface BuildOptions {
  readonly signer: Signer;
  /** Where the ZIP goes; it appears whole or not at all. */
  readonly path: string;
  /** Called before each step: 1 of 4, its words. */
  readonly onStep?: (step: number, of: number, words: string) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

export interface BuiltBundle {
  readonly path: string;
  readonly bytes: number;
  /** Of the ZIP itself: shown outside the bundle, never inside. */
  readonly sha256: string;
  /** As printed on the cover, 64 hex digits. */
  readonly recordsFingerprint: string;
  readonly keyFingerprint: string;
  readonly members: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Turns a described bundle into a signed bag in a ZIP. Same content and key, same bytes. */
export async function buildBundle(content: BundleContent, options: BuildOptions): Promise<BuiltBundle> {
  const { signer, signal } = options;
  if (!/^[A-Z0-9][A-Z0-9-]{2,40}$/.test(content.reference))
    throw new Error("A bundle needs a reference such as EB-2026-007");
  if (new Date(content.snapshotAt).toISOString() !== content.snapshotAt)
    throw new Error("snapshotAt must be an instant in UTC with milliseconds");
  const step = async (index: number) => {
    signal?.throwIfAborted();
    await options.onStep?.(index + 1, STEPS.length, STEPS[index] ?? "");
  };

  await step(0);
  const texts = [
    ...(await attachmentIndex(content)),
    ...(await registerMembers(content)),
    ...(await trailMembers(content, signer)),
    await held("data/README.txt", readmeText(content)),
    await held("data/scope.json", `${jsonText(scopeOf(content))}\n`),
    await held("data/sections.json", `${jsonText(content.sections)}\n`),
  ];
  const pdf = pdfName(content.reference);
  // What each attached file must be is known, so the PDF that says it is set while the files are read and compared.
  const files = [...expectedAttachments(content), ...texts];
  const recordsFingerprint = await digest("SHA-256", new TextEncoder().encode(recordsList(files, pdf)));
  await step(1);
  const [attachments, printed] = await together(
    signal,
    (stop) => attachmentMembers(content, stop),
    (stop) => renderPdf(content, { recordsFingerprint, files }, stop),
  );
  const payload = [...attachments, ...texts, await held(pdf, printed)];
  await step(2);
  const members = [...payload, ...(await tagMembers(content, payload, recordsFingerprint, signer))];
  await step(3);
  const written = await writeZip(options.path, content.reference, members, content.snapshotAt, signal);
  const list = members.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }));
  return { path: options.path, ...written, recordsFingerprint, keyFingerprint: signer.fingerprint, members: list };
}

/** Two works at the same time; where one fails the other is stopped, and both have ended before this does. */
async function together<A, B>(
  signal: AbortSignal | undefined,
  one: (stop: AbortSignal) => Promise<A>,
  other: (stop: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const works = [one(stop), other(stop)] as const;
  try {
    return await Promise.all(works);
  } catch (error) {
    failed.abort();
    await Promise.allSettled(works);
    throw error;
  }
}

async function tagMembers(
  content: BundleContent,
  payload: readonly Member[],
  recordsFingerprint: string,
  signer: Signer,
): Promise<Member[]> {
  const tags = [
    await held("bagit.txt", BAGIT),
    await held("bag-info.txt", bagInfo(content, payload, recordsFingerprint)),
    await held("manifest-sha256.txt", manifestText(payload, "sha256")),
    await held("manifest-sha512.txt", manifestText(payload, "sha512")),
    await held("HOW-TO-CHECK.txt", howToCheck(content, signer.fingerprint)),
    await held("verify.html", await verifyPage()),
    await held(PEM, publicPem(signer.publicKey)),
    await held(PRINT, `${signer.fingerprint}\n`),
  ];
  const signed = new TextEncoder().encode(manifestText(tags, "sha512"));
  const signature = signer.sign(signed);
  return [
    ...tags,
    await held("tagmanifest-sha256.txt", manifestText(tags, "sha256")),
    await held("tagmanifest-sha512.txt", signed),
    await held(SIGNATURE, signature),
    await held(`${SIGNATURE}.b64`, `${base64Of(signature)}\n`),
  ];
}

function bagInfo(content: BundleContent, payload: readonly Member[], recordsFingerprint: string): string {
  const bytes = payload.reduce((total, member) => total + member.bytes, 0);
  return [
    ["Source-Organization", content.organisation],
    ["External-Identifier", content.reference],
    ["External-Description", `${content.title}. ${content.subtitle}`],
    ["Bagging-Date", content.snapshotAt.slice(0, 10)],
    ["Payload-Oxum", `${bytes}.${payload.length}`],
    ["Bag-Software-Agent", "Holdfast"],
    ["Holdfast-Profile", PROFILE],
    ["Holdfast-Issue", String(content.issue)],
    ["Holdfast-Records-As-At", content.snapshotAt],
    ["Holdfast-Records-Fingerprint", recordsFingerprint],
  ]
    .map(([label, value]) => `${label}: ${oneLine(value ?? "") || "Not known"}\n`)
    .join("");
}
