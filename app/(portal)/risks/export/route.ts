import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { riskExport } from "#lib/risks/queries/export.ts";

export async function GET(request: Request) {
  const actor = await enter("risks");
  found(can(actor, "risks", "export") || undefined);
  const query = RiskQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { rows, ...view } = riskExport(actor, query);
  return csvResponse(
    actor,
    {
      ...view,
      rows: async (tx) => {
        const { sentence, page } = await rows(tx);
        return { sentence, batches: allPages(page) };
      },
    },
    query.at,
  );
}
