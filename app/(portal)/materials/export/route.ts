import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { MaterialQuery } from "#lib/materials/inputs.ts";
import { checkResultWords, standing, standingWords } from "#lib/materials/material.ts";
import { listMaterials, type MaterialRow, materialsSentence } from "#lib/materials/queries/register.ts";
import { materialKindWords } from "#lib/records/material-kinds.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("materials");
  found(can(actor, "materials", "export") || undefined);
  const query = MaterialQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  let now = new Date(0);
  const known = (when: Date | null) => when ?? "Not known";
  return csvResponse<MaterialRow>(
    actor,
    {
      name: "materials",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Kind", value: (row) => materialKindWords[row.kind].label },
        { header: "Service", value: (row) => names.get(row.serviceId) ?? row.serviceId },
        { header: "Site", value: (row) => row.site ?? "" },
        { header: "Place", value: (row) => row.place },
        { header: "Copy", value: (row) => row.copyNumber },
        { header: "Copies", value: (row) => row.copies },
        { header: "Standing", value: (row) => standingWords[standing(row, now)] },
        { header: "Content as of", value: (row) => known(row.contentAsOf) },
        { header: "Printed", value: (row) => known(row.printedAt) },
        { header: "Use until", value: (row) => known(row.useUntil) },
        { header: "Shows priorities", value: (row) => row.showsPriorities },
        { header: "Last check", value: (row) => (row.lastResult ? checkResultWords[row.lastResult] : "Never checked") },
        { header: "Checked", value: (row) => known(row.lastCheckedAt) },
        { header: "Checked by", value: (row) => row.lastBy ?? "Not known" },
      ],
      rows: async (tx) => {
        now = tx.now;
        names = await serviceNames(tx, actor);
        const { total } = await listMaterials(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listMaterials(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: materialsSentence(query, total, query.service && names.get(query.service)),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
