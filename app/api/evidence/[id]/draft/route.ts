import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { pdfResponse } from "#lib/evidence/download.ts";
import { draftPdf } from "#lib/evidence/draft.ts";
import { may } from "#lib/evidence/policy.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";
import { compiled } from "../../../../(portal)/compiled.ts";

export async function GET(request: Request, { params }: RouteContext<"/api/evidence/[id]/draft">) {
  const actor = await enter("evidence");
  const id = foundId((await params).id);
  const bundle = await read(actor, (tx) => findBundle(tx, actor, id));
  const allowed = found(bundle && may(actor, "draft", bundle) ? bundle : undefined);
  return compiled(async () => pdfResponse("draft.pdf", await draftPdf(actor, allowed, request.signal)));
}
