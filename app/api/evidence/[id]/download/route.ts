import { enter, found, foundId, read, staying } from "#lib/access/gate.ts";
import { bundleFile } from "#lib/evidence/download.ts";
import { may } from "#lib/evidence/policy.ts";
import { findBundle } from "#lib/evidence/queries/register.ts";

export async function GET(_request: Request, { params }: RouteContext<"/api/evidence/[id]/download">) {
  const actor = await enter("evidence");
  const id = foundId((await params).id);
  const bundle = await read(actor, (tx) => findBundle(tx, actor, id));
  const allowed = found(bundle && may(actor, "download", bundle) ? bundle : undefined);
  const stands = await staying(actor);
  return found(await bundleFile(actor.organisationId, id, `${allowed.reference}.zip`, "application/zip", stands));
}
