import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { eventSays, eventWords } from "#lib/access/grant.ts";
import { EventsQuery } from "#lib/access/inputs.ts";
import { may } from "#lib/access/policy.ts";
import { type EventRow, findGrant, listEvents } from "#lib/access/queries/grants.ts";
import { can } from "#lib/access/roles.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(_request: Request, { params }: RouteContext<"/access/grants/[id]/events">) {
  const actor = await enter("access");
  const id = foundId((await params).id);
  const grant = found(await read(actor, (tx) => findGrant(tx, actor, id)));
  found(can(actor, "access", "export") || may(actor, "grant", grant) || undefined);
  const query = EventsQuery.parse({});
  return csvResponse<EventRow>(actor, {
    name: "access-from-outside",
    columns: [
      { header: "When", value: (row) => row.at },
      { header: "Act", value: (row) => eventWords[row.kind] ?? row.kind },
      { header: "What", value: (row) => eventSays(row) },
    ],
    rows: async (tx) => {
      const { total } = await listEvents(tx, actor, id, query, 1);
      const page = (cursor: string | undefined) =>
        listEvents(tx, actor, id, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
      return {
        sentence: `What ${grant.name} opened and took away, newest first (${total.toLocaleString("en-GB")}).`,
        batches: allPages(page),
      };
    },
  });
}
