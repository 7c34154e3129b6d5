import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";
import { SystemQuery } from "#lib/systems/inputs.ts";
import { listSystems, type SystemRow, systemsSentence } from "#lib/systems/queries.ts";
import { categoryWords, hostingWords } from "#lib/systems/system.ts";

export async function GET(request: Request) {
  const actor = await enter("systems");
  found(can(actor, "systems", "export") || undefined);
  const query = SystemQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  return csvResponse<SystemRow>(
    actor,
    {
      name: "systems",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Name", value: (row) => row.name },
        { header: "Category", value: (row) => categoryWords[row.category] },
        { header: "Tier", value: (row) => row.tier },
        { header: "Hosting", value: (row) => hostingWords[row.hosting] },
        { header: "Supplier", value: (row) => row.supplier ?? "Not known" },
        { header: "Recovery time objective, minutes", value: (row) => row.objectiveMinutes ?? "Not known" },
        { header: "Maximum tolerable period, minutes", value: (row) => row.tolerableMinutes ?? "Not known" },
        { header: "Analogue line", value: (row) => row.analogue },
        { header: "Analogue line ends", value: (row) => row.analogueEndsOn ?? "" },
        {
          header: "Services",
          value: (row) => serviceCell(row.serviceIds, names),
        },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        const { total } = await listSystems(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listSystems(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: systemsSentence(query, total, query.service && names.get(query.service)),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
