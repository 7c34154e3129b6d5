import { enterOutside, found, foundId, openRoom, staying } from "#lib/access/gate.ts";
import { isGranted } from "#lib/evidence/inspection/queries.ts";
import { fileResponse } from "#lib/files/answer.ts";
import { findFile } from "#lib/files/queries.ts";

export async function GET(_request: Request, { params }: RouteContext<"/api/outside/files/[id]">) {
  const outsider = await enterOutside("inspector");
  const id = foundId((await params).id);
  const file = await openRoom(outsider, { kind: "download", what: "An attached file" }, async (tx) => {
    const row = await findFile(tx, outsider, id);
    return row && (await isGranted(tx, outsider, row.recordId)) ? row : undefined;
  });
  return fileResponse(found(file), await staying(outsider));
}
