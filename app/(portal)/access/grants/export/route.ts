import { enter, found } from "#lib/access/gate.ts";
import { grantKindWords, grantState, grantWords } from "#lib/access/grant.ts";
import { GrantsQuery } from "#lib/access/inputs.ts";
import { type GrantRow, grantsSentence, listGrants } from "#lib/access/queries/grants.ts";
import { can } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("access");
  found(can(actor, "access", "export") || undefined);
  const query = GrantsQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  let now = new Date(0);
  return csvResponse<GrantRow>(actor, {
    name: "access-from-outside",
    columns: [
      { header: "Who", value: (row) => row.name },
      { header: "Kind", value: (row) => grantKindWords[row.kind] },
      { header: "Purpose", value: (row) => row.purpose },
      { header: "Services", value: (row) => row.serviceIds.map((id) => names.get(id) ?? id).join("; ") },
      { header: "Records from", value: (row) => (row.periodFrom ? londonDay(row.periodFrom) : "Any time") },
      { header: "Records to", value: (row) => (row.periodTo ? londonDay(row.periodTo) : "Any time") },
      { header: "Ends", value: (row) => row.endedAt ?? row.endsAt },
      { header: "State", value: (row) => grantWords[grantState(row, now)] },
    ],
    rows: async (tx) => {
      names = await serviceNames(tx, actor);
      now = tx.now;
      const { total } = await listGrants(tx, actor, query, 1);
      const page = (cursor: string | undefined) =>
        listGrants(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
      return {
        sentence: grantsSentence(query, total, query.service && names.get(query.service)),
        batches: allPages(page),
      };
    },
  });
}
