import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { csvResponse } from "#lib/registers/export.ts";
import { RiskQuery } from "#lib/risks/inputs.ts";
import { riskExport } from "#lib/risks/queries/export.ts";

export async function GET(request: Request) {
  const actor = await enter("risks");
  found(can(actor, "risks", "export") || undefined);
  const query = RiskQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse(actor, riskExport(actor, query));
}
