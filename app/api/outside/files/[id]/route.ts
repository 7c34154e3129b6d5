import type { Tx } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { enterOutside, found, foundId, openRoom, staying } from "#lib/access/gate.ts";
import { isGranted } from "#lib/evidence/inspection/queries.ts";
import { fileResponse } from "#lib/files/answer.ts";
import { findFile } from "#lib/files/queries.ts";

async function theirs(tx: Tx, outsider: Outsider, id: string) {
  const row = await findFile(tx, outsider, id);
  return row && (await isGranted(tx, outsider, row.recordId)) ? row : undefined;
}

export async function GET(_request: Request, { params }: RouteContext<"/api/outside/files/[id]">) {
  const outsider = await enterOutside("inspector");
  const id = foundId((await params).id);
  const file = await openRoom(outsider, { kind: "download", what: "An attached file" }, (tx) =>
    theirs(tx, outsider, id),
  );
  const stands = await staying(outsider, async (tx, now) => (await theirs(tx, now, id)) !== undefined);
  return fileResponse(found(file), stands);
}
