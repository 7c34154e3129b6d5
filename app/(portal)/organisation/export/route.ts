import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { ServiceQuery } from "#lib/organisation/inputs.ts";
import { typesInWords } from "#lib/organisation/organisation.ts";
import { listProviders, listServices, type ServiceRow, servicesSentence } from "#lib/organisation/queries/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("organisation");
  found(can(actor, "organisation", "export") || undefined);
  const query = ServiceQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse<ServiceRow>(
    actor,
    {
      name: "services",
      columns: [
        { header: "Service", value: (row) => row.name },
        { header: "Kind", value: (row) => typesInWords(row.types) },
        { header: "CQC location id", value: (row) => row.cqcLocationId ?? "" },
        { header: "ODS code", value: (row) => row.odsCode ?? "" },
        { header: "Legal provider", value: (row) => row.provider ?? "Not known" },
        { header: "Registered manager", value: (row) => row.manager ?? "Nobody at present" },
        { header: "Address", value: (row) => row.address ?? "" },
        { header: "Postcode", value: (row) => row.postcode ?? "" },
        { header: "Local authority", value: (row) => row.localAuthority ?? "Not known" },
        { header: "Beds", value: (row) => row.beds },
        { header: "People supported", value: (row) => row.peopleSupported ?? "Not known" },
        { header: "Closed on", value: (row) => row.closedOn },
      ],
      rows: async (tx) => {
        const { total } = await listServices(tx, actor, query, 1);
        const provider = (await listProviders(tx, actor)).find((one) => one.id === query.provider)?.name;
        const page = (cursor: string | undefined) =>
          listServices(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return { sentence: servicesSentence(query, total, provider), batches: allPages(page) };
      },
    },
    query.at,
  );
}
