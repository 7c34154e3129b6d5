import { Changes } from "#components/trail/changes.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { TrailEntry } from "#lib/trail/queries.ts";
import { verbWords } from "#lib/trail/words.ts";

type Props = {
  entries: readonly TrailEntry[];
  /** Leads to the rest of it, for the roles that read the trail. */
  reference?: string | undefined;
};

/** What happened to one record, newest first: who, as what, when, and what it changed. */
export function RecordHistory({ entries, reference }: Props) {
  return (
    <Card
      title="History"
      id="history"
      flush
      aside={reference ? <Go href={`/trail?record=${reference}`}>All of it in the trail</Go> : null}
      footer="From the trail: written by the database itself, in one chain."
    >
      <ol className="list top">
        {entries.map((entry) => (
          <li key={entry.number}>
            <div className="grow">
              <b>{verbWords(entry.verb)}</b>
              <small>
                {entry.who}
                {entry.role && entry.role !== entry.who ? `, ${entry.role}` : ""}, <When when={entry.at} />
              </small>
              <Changes entry={entry} />
            </div>
            <div className="meta">
              {entry.sample ? <Tag>Sample history</Tag> : null}
              <span className="num">Entry {entry.number.toLocaleString("en-GB")}</span>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
