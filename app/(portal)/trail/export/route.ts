import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { formatDateTime } from "#lib/dates.ts";
import { csvResponse } from "#lib/registers/export.ts";
import { TrailQuery } from "#lib/trail/inputs.ts";
import { countTrail, listTrail, type TrailEntry, trailChoices, trailSentence } from "#lib/trail/queries.ts";
import { tableWords, verbWords } from "#lib/trail/words.ts";

export async function GET(request: Request) {
  const actor = await enter("trail");
  found(can(actor, "trail", "export") || undefined);
  const query = TrailQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  return csvResponse<TrailEntry>(actor, {
    name: "trail",
    columns: [
      { header: "Entry", value: (row) => row.number },
      { header: "When", value: (row) => row.at },
      { header: "Instant, UTC", value: (row) => row.at.toISOString() },
      { header: "Sample history", value: (row) => row.sample },
      { header: "Who", value: (row) => row.who },
      { header: "Role", value: (row) => row.role ?? "" },
      { header: "What was done", value: (row) => verbWords(row.verb) },
      { header: "Kind of entry", value: (row) => tableWords(row.table) },
      { header: "Record", value: (row) => row.record?.reference ?? "" },
      {
        header: "What changed",
        value: (row) =>
          row.erased
            ? `Erased ${formatDateTime(row.erased.at)}: ${row.erased.reason}`
            : row.changes.map((one) => `${one.field}: from ${one.from} to ${one.to}`).join("; "),
      },
      { header: "Hash", value: (row) => row.hash },
    ],
    rows: async (tx) => {
      const { people } = await trailChoices(tx, actor);
      const person = people.find((one) => one.id === query.person)?.words;
      const total = await countTrail(tx, actor, query);
      return { sentence: trailSentence(query, total, person), batches: pages() };
      async function* pages() {
        let before: number | undefined;
        do {
          const page = await listTrail(tx, actor, { ...query, after: undefined, before }, 1000);
          yield page.rows;
          before = page.next;
        } while (before !== undefined);
      }
    },
  });
}
