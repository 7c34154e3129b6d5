import { Changes } from "#components/trail/changes.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { inRole } from "#lib/access/roles.ts";
import { actsOf, type TrailAct } from "#lib/trail/acts.ts";
import type { TrailEntry } from "#lib/trail/queries.ts";
import { tableWords, verbWords } from "#lib/trail/words.ts";

const mostUnfolded = 3;

type Props = {
  entries: readonly TrailEntry[];
  /** Leads to the rest of it, for the roles that read the trail. */
  reference?: string | undefined;
};

/** What happened to one record, newest first: who, as what, when, and what it changed. */
export function RecordHistory({ entries, reference }: Props) {
  const told = entries.some((entry) => entry.told);
  return (
    <Card
      title="History"
      id="history"
      flush
      aside={reference ? <Go href={`/trail?record=${reference}`}>All of it in the trail</Go> : null}
      footer={`From the trail, which the database itself writes in one chain.${told ? "" : " What each act changed is shown to roles of the whole organisation."}`}
    >
      <ol className="list top">
        {actsOf(entries).map((act) => (
          <li key={act.first.number}>
            <div className="grow">
              <b>
                {verbWords(act.first.verb)}
                {act.times > 1 ? `, ${act.times === 2 ? "twice" : `${act.times} times`}` : ""}
              </b>
              <small>
                {inRole(act.first.who, act.first.role)}, <When when={act.first.at} />
              </small>
              <ChangesOf act={act} />
            </div>
            <div className="meta">
              {act.first.sample ? <Tag>Sample history</Tag> : null}
              <span className="num">{numbersOf(act)}</span>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** An act of many entries, such as a sample's, is folded: what it changed is a press away. */
function ChangesOf({ act }: { act: TrailAct }) {
  const told = act.entries.filter((entry) => entry.erased || entry.changes.length > 0);
  const several = new Set(told.map((entry) => entry.table)).size > 1;
  const changes = told.map((entry) => (
    <Changes key={entry.number} entry={entry} of={several ? tableWords(entry.table) : undefined} />
  ));
  if (told.length <= mostUnfolded) return changes;
  return (
    <details className="changes">
      <summary>{`${told.length} changes in ${act.times === 1 ? "one act" : `${act.times} acts`}`}</summary>
      {changes}
    </details>
  );
}

function numbersOf({ first, entries }: TrailAct): string {
  const newest = first.number.toLocaleString("en-GB");
  const oldest = entries.at(-1)?.number ?? first.number;
  return oldest === first.number ? `Entry ${newest}` : `Entries ${oldest.toLocaleString("en-GB")} to ${newest}`;
}
