import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { standingWords, typeWords } from "#lib/disruptions/disruption.ts";
import { DisruptionQuery } from "#lib/disruptions/inputs.ts";
import { type DisruptionRow, disruptionsSentence, listDisruptions } from "#lib/disruptions/queries/register.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

const when = (at: Date | null) => at ?? "Not known";

export async function GET(request: Request) {
  const actor = await enter("disruptions");
  found(can(actor, "disruptions", "export") || undefined);
  const query = DisruptionQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  return csvResponse<DisruptionRow>(
    actor,
    {
      name: "disruptions",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Title", value: (row) => row.title },
        { header: "What failed", value: (row) => (row.type ? typeWords[row.type] : "Not known") },
        { header: "State", value: (row) => standingWords(row) },
        { header: "Severity at triage", value: (row) => row.severityTriage ?? "Not known" },
        { header: "Severity confirmed", value: (row) => row.severityConfirmed ?? "Not known" },
        { header: "Started", value: (row) => when(row.startedAt) },
        { header: "Noticed", value: (row) => when(row.noticedAt) },
        { header: "On paper from", value: (row) => when(row.onPaperAt) },
        { header: "Systems back", value: (row) => when(row.restoredAt) },
        {
          header: "Services",
          value: (row) => serviceCell(row.serviceIds, names),
        },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        const { total } = await listDisruptions(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listDisruptions(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: disruptionsSentence(query, total, query.service && names.get(query.service)),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
