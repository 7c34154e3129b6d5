import { formatDate } from "#lib/dates.ts";
import type { TrailEntry } from "#lib/trail/queries.ts";
import { fieldsSaid } from "#lib/trail/words.ts";

/** What an entry changed, in words, or why that cannot be read. `of` names what it changed, where that is not said beside it. */
export function Changes({ entry, of }: { entry: TrailEntry; of?: string | undefined }) {
  if (entry.erased) {
    return (
      <span className="muted">
        Erased {formatDate(entry.erased.at)}: {entry.erased.reason}
      </span>
    );
  }
  if (!entry.told) return <span className="muted">What changed is shown to roles of the whole organisation</span>;
  if (entry.changes.length === 0) return <span className="muted">No field; the time of the change alone</span>;
  return (
    <details className="changes">
      <summary>
        {of ? `${of}: ` : ""}
        {fieldsSaid(entry.changes)}
      </summary>
      <dl className="kv">
        {entry.changes.map((change) => (
          <div key={change.field} className="pair">
            <dt>{change.field}</dt>
            <dd>
              {change.from === "nothing" ? null : (
                <>
                  <del>{change.from}</del>{" "}
                </>
              )}
              <ins>{change.to}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
