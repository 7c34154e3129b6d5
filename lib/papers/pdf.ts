import "server-only";
import type { Actor } from "#lib/access/actor.ts";
import { setTemplate } from "#lib/evidence/bag/pdf.ts";
import { inPrintTurn } from "#lib/evidence/print-turn.ts";
import type { MinutesDocument } from "#lib/meetings/document.ts";
import { minutesModel } from "./print-minutes.ts";
import { type PrintedPapers, packModel } from "./print-pack.ts";

export function packPdf(actor: Actor, shown: PrintedPapers, signal?: AbortSignal): Promise<Uint8Array> {
  const model = packModel(shown, { name: actor.organisation, sample: actor.sample });
  return inPrintTurn(actor, () => setTemplate("pack", model, shown.asAt, signal));
}

export function minutesPdf(actor: Actor, minutes: MinutesDocument, signal?: AbortSignal): Promise<Uint8Array> {
  return inPrintTurn(actor, () => setTemplate("minutes", minutesModel(minutes), new Date(minutes.asAt), signal));
}
