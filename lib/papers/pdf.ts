import "server-only";
import { inTurn } from "#db/turns.ts";
import type { Actor } from "#lib/access/actor.ts";
import { setTemplate } from "#lib/evidence/bag/pdf.ts";
import type { MinutesDocument } from "#lib/meetings/document.ts";
import { minutesModel } from "./print-minutes.ts";
import { type PrintedPapers, packModel } from "./print-pack.ts";

/** The compiler takes a core for a second or two: one for each person, and two of them at once. */
const atOnce = 2;
const bounded = <T>(actor: Actor, run: () => Promise<T>) =>
  inTurn(`pdf of ${actor.personId}`, 1, () => inTurn("pdf", atOnce, run));

export function packPdf(actor: Actor, shown: PrintedPapers, signal?: AbortSignal): Promise<Uint8Array> {
  const model = packModel(shown, { name: actor.organisation, sample: actor.sample });
  return bounded(actor, () => setTemplate("pack", model, shown.asAt, signal));
}

export function minutesPdf(actor: Actor, minutes: MinutesDocument, signal?: AbortSignal): Promise<Uint8Array> {
  return bounded(actor, () => setTemplate("minutes", minutesModel(minutes), new Date(minutes.asAt), signal));
}

/** A PDF as a download, kept by nobody on the way. */
export function pdfResponse(name: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
