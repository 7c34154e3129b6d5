import { enterOutsideAny, found, foundId, openRoom } from "#lib/access/gate.ts";
import { bundleFile } from "#lib/evidence/download.ts";
import { findIssuedBundle } from "#lib/evidence/inspection/queries.ts";

export async function GET(_request: Request, { params }: RouteContext<"/api/outside/bundles/[id]">) {
  const outsider = await enterOutsideAny();
  const id = foundId((await params).id);
  const bundle = await openRoom(outsider, { kind: "download", what: "An evidence bundle", recordId: id }, (tx) =>
    findIssuedBundle(tx, outsider, id),
  );
  const open = found(bundle?.state === "issued" ? bundle : undefined);
  return found(await bundleFile(outsider.organisationId, id, `${open.reference}.zip`, "application/zip"));
}
