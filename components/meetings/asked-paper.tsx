import { PaperTable } from "#components/meetings/paper-table.tsx";
import type { PaperTable as Table } from "#lib/meetings/paper.ts";

type Props = { question: string; sentence: string; says: string; tables: readonly Table[] };

/** What the meeting is asked, as the pack prints it. */
export function AskedPaper({ question, sentence, says, tables }: Props) {
  return (
    <div className="paper">
      <p className="eyebrow">{question}</p>
      <p className="paper-answer">{sentence}</p>
      <p className="muted">{says}</p>
      {tables.map((table) => (
        <PaperTable key={table.key} table={table} />
      ))}
    </div>
  );
}
