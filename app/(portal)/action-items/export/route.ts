import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import {
  levels,
  noSecondPerson,
  priorityWords,
  sourceWords,
  stateWords,
  strengthWords,
} from "#lib/action-items/action-item.ts";
import { ActionQuery } from "#lib/action-items/inputs.ts";
import { type ActionRow, actionsSentence, listActions } from "#lib/action-items/queries/register.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { serviceCell } from "#lib/records/services.ts";
import { allPages, csvResponse } from "#lib/registers/export.ts";
import { readCursor } from "#lib/registers/query.ts";

export async function GET(request: Request) {
  const actor = await enter("action-items");
  found(can(actor, "action-items", "export") || undefined);
  const query = ActionQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  let people = new Map<string, string>();
  return csvResponse<ActionRow>(
    actor,
    {
      name: "actions",
      columns: [
        { header: "Reference", value: (row) => row.reference },
        { header: "Action", value: (row) => row.title },
        { header: "From", value: (row) => sourceWords[row.sourceKind] },
        { header: "Owner", value: (row) => people.get(row.ownerId) ?? "Not known" },
        { header: "Priority", value: (row) => priorityWords[row.priority].label },
        { header: "Due", value: (row) => row.dueOn },
        { header: "First due", value: (row) => row.originalDueOn },
        { header: "Due date changed, times", value: (row) => row.dueChanges },
        { header: "State", value: (row) => stateWords[row.state] },
        { header: "Strength", value: (row) => strengthWords[row.strength] },
        { header: "Kind of change", value: (row) => levels[row.level].label },
        { header: "Files attached", value: (row) => row.files },
        { header: "Verified", value: (row) => row.verifiedAt },
        {
          header: "Verified by a second person",
          value: (row) => (row.verifiedAt ? (row.verifiedAlone ? noSecondPerson : "Yes") : ""),
        },
        { header: "Effect check due", value: (row) => row.effectDueOn ?? "" },
        {
          header: "Services",
          value: (row) => serviceCell(row.serviceIds, names),
        },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        people = await personNames(tx, actor);
        const { total } = await listActions(tx, actor, query, 1);
        const page = (cursor: string | undefined) =>
          listActions(tx, actor, { ...query, page: cursor ? readCursor(cursor) : undefined }, 1000);
        return {
          sentence: actionsSentence(query, total, {
            service: query.service && names.get(query.service),
            owner: query.owner && people.get(query.owner),
          }),
          batches: allPages(page),
        };
      },
    },
    query.at,
  );
}
