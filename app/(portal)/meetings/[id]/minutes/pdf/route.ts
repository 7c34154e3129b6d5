import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { pdfResponse } from "#lib/evidence/download.ts";
import { findDocument } from "#lib/meetings/queries/document.ts";
import { minutesPdf } from "#lib/papers/pdf.ts";
import { compiled } from "../../../../compiled.ts";

export async function GET(request: Request, { params }: RouteContext<"/meetings/[id]/minutes/pdf">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const minutes = found(await read(actor, (tx) => findDocument(tx, actor, id)));
  const name = minutes.signature ? `${minutes.reference}-minutes.pdf` : `${minutes.reference}-minutes-draft.pdf`;
  return compiled(async () => pdfResponse(name, await minutesPdf(actor, minutes, request.signal)));
}
