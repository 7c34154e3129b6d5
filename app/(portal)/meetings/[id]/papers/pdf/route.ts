import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { pdfResponse } from "#lib/evidence/download.ts";
import { packPdf } from "#lib/papers/pdf.ts";
import { showPapers } from "#lib/papers/show.ts";
import { compiled } from "../../../../compiled.ts";

export async function GET(request: Request, { params }: RouteContext<"/meetings/[id]/papers/pdf">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const shown = found(await showPapers((run, asAt) => read(actor, run, asAt), actor, id));
  return compiled(async () =>
    pdfResponse(`${shown.meeting.reference}-papers.pdf`, await packPdf(actor, shown, request.signal)),
  );
}
