import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { bundleStateWords, purposeWords } from "#lib/evidence/bundle.ts";
import { BundleQuery } from "#lib/evidence/inputs.ts";
import { listBodies } from "#lib/evidence/queries/bodies.ts";
import { type BundleRow, bundlesSentence, listBundles } from "#lib/evidence/queries/register.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("evidence");
  found(can(actor, "evidence", "export") || undefined);
  const query = BundleQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  let bodies = new Map<string, string>();
  return csvResponse<BundleRow>(
    actor,
    {
      name: "evidence-bundles",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Title", value: (row) => row.title },
        { header: "Purpose", value: (row) => purposeWords[row.purpose] },
        { header: "Issue", value: (row) => row.issue },
        { header: "State", value: (row) => bundleStateWords[row.state] },
        { header: "Commissioner", value: (row) => (row.bodyId ? (bodies.get(row.bodyId) ?? "") : "") },
        { header: "For", value: (row) => row.recipient },
        { header: "Services", value: (row) => serviceCell(row.serviceIds, names) },
        { header: "Covers from", value: (row) => row.periodFrom },
        { header: "Covers to", value: (row) => row.periodTo },
        { header: "Changed", value: (row) => row.changedAt },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        bodies = new Map((await listBodies(tx, actor)).map((body) => [body.id, body.name]));
        const { total } = await listBundles(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listBundles(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: bundlesSentence(
            query,
            total,
            query.service && names.get(query.service),
            actor.role === "board-member",
          ),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
