import { enterOutsideAny, found, foundId, openRoom, staying } from "#lib/access/gate.ts";
import { roomOf } from "#lib/access/grant.ts";
import { leave } from "#lib/access/leave.ts";
import { bundleFile } from "#lib/evidence/download.ts";
import { findIssuedBundle } from "#lib/evidence/inspection/queries.ts";

export async function GET(_request: Request, { params }: RouteContext<"/api/outside/bundles/[id]">) {
  const outsider = await enterOutsideAny();
  const id = foundId((await params).id);
  const seen = { ended: false };
  const open = await openRoom(outsider, { kind: "download", what: "An evidence bundle", recordId: id }, async (tx) => {
    const bundle = await findIssuedBundle(tx, outsider, id);
    seen.ended = bundle !== undefined && bundle.state !== "issued";
    return seen.ended ? undefined : bundle;
  });
  // Their own page says how it ended and what takes its place.
  if (seen.ended) leave(`${roomOf({ kind: outsider.grantKind })}#bundle-${id}`);
  const { reference } = found(open);
  const stands = await staying(outsider, async (tx, now) => (await findIssuedBundle(tx, now, id))?.state === "issued");
  return found(await bundleFile(outsider.organisationId, id, `${reference}.zip`, "application/zip", stands));
}
