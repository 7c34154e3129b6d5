import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { bundleFile } from "#lib/evidence/download.ts";
import { may } from "#lib/evidence/policy.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";

export async function GET(_request: Request, { params }: RouteContext<"/api/evidence/[id]/draft">) {
  const actor = await enter("evidence");
  const id = foundId((await params).id);
  const bundle = await read(actor, (tx) => findBundle(tx, actor, id));
  found((bundle && may(actor, "draft", bundle)) || undefined);
  return found(await bundleFile(actor.organisationId, id, "draft.pdf", "application/pdf"));
}
