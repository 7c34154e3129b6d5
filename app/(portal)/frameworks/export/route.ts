import { enter, found } from "#lib/access/gate.ts";
import { can } from "#lib/access/roles.ts";
import { formatDate, londonDay } from "#lib/dates.ts";
import {
  categoryWords,
  coverageOf,
  coverageSentence,
  frameworkOf,
  heldSentence,
  keyQuestionWords,
  type Statement,
  statusWords,
} from "#lib/frameworks/framework.ts";
import { FrameworkQuery } from "#lib/frameworks/inputs.ts";
import { countEvidence, currentFrameworks, type EvidenceLink, listEvidence } from "#lib/frameworks/queries.ts";
import { serviceNames } from "#lib/records/queries.ts";
import { recordKindWords } from "#lib/records/record.ts";
import { serviceCell } from "#lib/records/services.ts";
import { csvResponse } from "#lib/registers/export.ts";

type Row = { statement: Statement; link?: EvidenceLink };

/** One line per link; a statement without any keeps its line and says that it is not known. */
export async function GET(request: Request) {
  const actor = await enter("frameworks");
  found(can(actor, "frameworks", "export") || undefined);
  const query = FrameworkQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  let names = new Map<string, string>();
  const services = (link: EvidenceLink) => serviceCell(link.serviceIds, names);
  return csvResponse<Row>(
    actor,
    {
      name: "frameworks",
      columns: [
        { header: "Key question", value: ({ statement }) => keyQuestionWords[statement.keyQuestion] },
        { header: "Code", value: ({ statement }) => statement.code },
        { header: "Statement", value: ({ statement }) => statement.name },
        { header: "Record", value: ({ link }) => link?.reference ?? "Not known" },
        { header: "Kind", value: ({ link }) => link && recordKindWords[link.kind] },
        { header: "Title", value: ({ link }) => link?.title },
        { header: "Services", value: ({ link }) => link && services(link) },
        { header: "Kind of evidence", value: ({ link }) => link && categoryWords[link.category] },
        { header: "Speaks for", value: ({ link }) => link?.day },
        { header: "What it shows", value: ({ link }) => link?.note },
        { header: "Linked on", value: ({ link }) => link && londonDay(link.linkedAt) },
        { header: "List version", value: ({ link }) => link?.listVersion },
      ],
      rows: async (tx) => {
        names = await serviceNames(tx, actor);
        const list = await currentFrameworks(tx);
        const framework = frameworkOf(list, query.framework) ?? frameworkOf(list);
        if (!framework) throw new Error("The list of frameworks holds none in force.");
        const counts = await countEvidence(tx, actor, framework.id);
        const coverage = coverageOf(framework, counts.statements, londonDay(tx.now));
        const held = heldSentence(list, formatDate(list.asOf));
        const batches = (async function* () {
          for (const statement of framework.statements) {
            const links = await listEvidence(tx, actor, statement.id);
            yield links.length > 0 ? links.map((link) => ({ statement, link })) : [{ statement }];
          }
        })();
        return {
          sentence: `${framework.name} (${statusWords[framework.status].toLowerCase()}). ${coverageSentence(framework, coverage)} ${held}`,
          batches,
        };
      },
    },
    query.at,
  );
}
