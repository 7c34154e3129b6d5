import { enterAny, found, foundId, read, staying } from "#lib/access/gate.ts";
import { fileResponse } from "#lib/files/answer.ts";
import { findFileInside } from "#lib/files/queries.ts";

export async function GET(_request: Request, { params }: RouteContext<"/files/[id]">) {
  const actor = await enterAny();
  const id = foundId((await params).id);
  return fileResponse(found(await read(actor, (tx) => findFileInside(tx, actor, id))), await staying(actor));
}
