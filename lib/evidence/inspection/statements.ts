import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Outsider } from "#lib/access/actor.ts";
import { evidenceDay } from "#lib/frameworks/evidence-day.ts";
import {
  type Category,
  categories,
  categoryWords,
  frameworkOf,
  type KeyQuestion,
  keyQuestions,
  keyQuestionWords,
} from "#lib/frameworks/framework.ts";
import { currentFrameworks } from "#lib/frameworks/queries.ts";
import { type RecordKind, recordKinds, recordKindWords } from "#lib/records/record.ts";

export type EvidenceItem = {
  recordId: string;
  reference: string;
  title: string;
  kind: string;
  category: string;
  dated: string | null;
};
export type StatementEvidence = { id: string; code: string; name: string; items: EvidenceItem[] };
export type QuestionEvidence = { id: KeyQuestion; label: string; items: number; statements: StatementEvidence[] };

type LinkRow = {
  statement_id: string;
  category: string;
  dated_on: string | null;
  record_id: string;
  reference: string;
  title: string;
  kind: string;
};

/** As the portal says it. */
const dayOf = evidenceDay(sql`l`, sql`r`);

/** Evidence by key question and quality statement of the framework in force, as the outside role sees it. */
export async function listByQuestion(tx: Tx, outsider: Outsider): Promise<QuestionEvidence[]> {
  if (!outsider.sections.includes("frameworks")) return [];
  const framework = frameworkOf(await currentFrameworks(tx));
  if (!framework) return [];
  const rows = await tx.execute<LinkRow>(sql`
    select l.statement_id, l.category, (${dayOf})::text as dated_on, l.record_id, r.reference, r.title, r.kind
    from evidence_links l join records r on r.organisation_id = l.organisation_id and r.id = l.record_id
    where l.organisation_id = ${outsider.organisationId} and r.organisation_id = ${outsider.organisationId} and l.framework_id = ${framework.id}
    order by 3 desc nulls last, r.reference`);
  return keyQuestions.map((id) => {
    const statements = framework.statements
      .filter((statement) => statement.keyQuestion === id)
      .map(({ id: statement, code, name }) => ({
        id: statement,
        code,
        name,
        items: [...rows].filter((row) => row.statement_id === statement).map(itemOf),
      }));
    return {
      id,
      label: keyQuestionWords[id],
      statements,
      items: statements.reduce((sum, { items }) => sum + items.length, 0),
    };
  });
}

function itemOf(row: LinkRow): EvidenceItem {
  const kind: RecordKind | undefined = recordKinds.find((one) => one === row.kind);
  const category: Category | undefined = categories.find((one) => one === row.category);
  return {
    recordId: row.record_id,
    reference: row.reference,
    title: row.title,
    kind: kind ? recordKindWords[kind] : row.kind,
    category: category ? categoryWords[category] : row.category,
    dated: row.dated_on,
  };
}
