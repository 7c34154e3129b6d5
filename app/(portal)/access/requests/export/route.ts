import { enter, found } from "#lib/access/gate.ts";
import { grantKindWords } from "#lib/access/grant.ts";
import { RequestsQuery } from "#lib/access/inputs.ts";
import { listRequests, type RequestRow, requestsSentence } from "#lib/access/queries/requests.ts";
import { dueDay, requestStanding, requestWords } from "#lib/access/request.ts";
import { can } from "#lib/access/roles.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("access");
  found(can(actor, "access", "export") || undefined);
  const query = RequestsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  let now = new Date(0);
  return csvResponse<RequestRow>(
    actor,
    {
      name: "asked-of-us",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Asked by", value: (row) => row.askedBy },
        { header: "Kind", value: (row) => grantKindWords[row.kind] },
        { header: "What", value: (row) => row.what },
        { header: "Services", value: (row) => row.serviceIds.map((id) => names.get(id) ?? id).join("; ") },
        { header: "Asked", value: (row) => row.askedAt },
        { header: "Answer by", value: (row) => dueDay(row.askedAt) },
        { header: "Answered", value: (row) => row.closedAt },
        { header: "State", value: (row) => requestWords[requestStanding(row, now)] },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        now = tx.now;
        const { total } = await listRequests(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listRequests(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: requestsSentence(query, total, query.service && names.get(query.service)),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
