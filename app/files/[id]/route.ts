import { enterAny, found, foundId, read } from "#lib/access/gate.ts";
import { fileResponse } from "#lib/files/answer.ts";
import { findFile, findFiledRecord } from "#lib/files/queries.ts";
import { maySee } from "#lib/records/policy.ts";

export async function GET(_request: Request, { params }: RouteContext<"/files/[id]">) {
  const actor = await enterAny();
  const id = foundId((await params).id);
  const file = await read(actor, async (tx) => {
    const row = await findFile(tx, actor, id);
    const record = row && (await findFiledRecord(tx, actor, row.recordId));
    return record && maySee(actor, record) ? row : undefined;
  });
  return fileResponse(found(file));
}
