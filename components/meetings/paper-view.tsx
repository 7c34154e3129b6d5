import { PaperFigures } from "#components/meetings/paper-figures.tsx";
import { PaperStories } from "#components/meetings/paper-stories.tsx";
import { PaperTable } from "#components/meetings/paper-table.tsx";
import { SinceLast } from "#components/meetings/since-last.tsx";
import { type Paper, paperQuestions } from "#lib/meetings/paper.ts";

/** One section as the committee reads it: question, answer, figures, what moved, tables, and what is not assured. */
export function PaperView({ paper }: { paper: Paper }) {
  if (paper.withheld) return <p className="muted prose">{paper.sentence}</p>;
  return (
    <div className="paper">
      <p className="eyebrow">{paperQuestions[paper.section]}</p>
      <p className="paper-answer">{paper.sentence}</p>
      <PaperFigures figures={paper.figures} />
      <SinceLast since={paper.since} />
      {paper.tables.map((table) => (
        <PaperTable key={table.key} table={table} />
      ))}
      {paper.stories && paper.stories.length > 0 ? <PaperStories stories={paper.stories} /> : null}
      <section className="not-assured">
        <h4>What we are not assured about</h4>
        {paper.notAssured.length === 0 ? (
          <p>Nothing beyond the rows above.</p>
        ) : (
          <ul>
            {paper.notAssured.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
