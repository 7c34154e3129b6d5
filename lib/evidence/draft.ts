import "server-only";
import { join } from "node:path";
import type { Actor } from "#lib/access/actor.ts";
import { storedPath } from "#lib/files/place.ts";
import { renderPdf } from "./bag/pdf.ts";
import { piecesOf } from "./bag/read-file.ts";
import { readContent } from "./kept-content.ts";
import { inPrintTurn } from "./print-turn.ts";

/**
 * What would leave, as a PDF with DRAFT on every page. Set when somebody opens it, not when it is assembled: a bundle
 * is put together more often than its draft is read.
 */
export function draftPdf(
  actor: Actor,
  bundle: { id: string; contentSha256: string | null },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return inPrintTurn(actor, () => draftOf(actor, bundle, signal));
}

async function draftOf(actor: Actor, bundle: { id: string; contentSha256: string | null }, signal?: AbortSignal) {
  const root = process.env.HOLDFAST_BUNDLES;
  if (!root) throw new Error("HOLDFAST_BUNDLES is not set.");
  const kept = await readContent(join(root, actor.organisationId, bundle.id, "content.json"), bundle.contentSha256);
  const issuedBy = { role: "Not issued", at: null, alone: false };
  // Its files are named in it and not read for it.
  const attachments = kept.attachments.map((file) => ({ ...file, open: () => piecesOf(storedPath(file.sha256)) }));
  return renderPdf({ ...kept, issuedBy, attachments }, { recordsFingerprint: null, files: [] }, signal);
}
