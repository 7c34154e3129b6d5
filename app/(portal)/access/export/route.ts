import { enter, found } from "#lib/access/gate.ts";
import { PeopleQuery } from "#lib/access/inputs.ts";
import { listPeople, type PersonRow, peopleSentence } from "#lib/access/queries/people.ts";
import { can, roleLabels } from "#lib/access/roles.ts";
import { londonDay } from "#lib/dates.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

type Line = PersonRow["memberships"][number] & { person: PersonRow };

/** One line per membership: who, as what, where, from when to when. */
export async function GET(request: Request) {
  const actor = await enter("access");
  found(can(actor, "access", "export") || undefined);
  const query = PeopleQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  return csvResponse<Line>(actor, {
    name: "access",
    columns: [
      { header: "Name", value: (row) => row.person.name },
      { header: "Email address", value: (row) => row.person.email },
      { header: "Role", value: (row) => roleLabels[row.role] },
      { header: "Title", value: (row) => row.title ?? "" },
      {
        header: "Reaches",
        value: (row) =>
          row.allServices || row.serviceIds.length > 0
            ? serviceCell(row.allServices ? [] : row.serviceIds, names)
            : "None",
      },
      { header: "From", value: (row) => londonDay(row.startsAt) },
      { header: "To", value: (row) => (row.endsAt ? londonDay(row.endsAt) : "No end") },
      { header: "Disabled", value: (row) => row.person.disabledAt !== null },
    ],
    rows: async (tx) => {
      names = await serviceNames(tx, actor);
      const { total } = await listPeople(tx, actor, query, 1);
      const page = async (cursor: string | undefined) => {
        const found = await listPeople(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 500);
        const rows = found.rows.flatMap((person) => person.memberships.map((one) => ({ ...one, person })));
        return { rows, ...(found.next ? { next: found.next } : {}) };
      };
      return {
        sentence: `${peopleSentence(query, total, query.service && names.get(query.service))} One line per role.`,
        batches: allPages(page),
      };
    },
  });
}
