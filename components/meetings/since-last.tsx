import { Scroll } from "#components/ui/scroll.tsx";
import { formatDateTime } from "#lib/dates.ts";
import type { SinceLast as Since } from "#lib/meetings/paper.ts";

const most = 40;

/** What reads differently from what the meeting before was shown, or from what was recorded as it began. */
export function SinceLast({ since }: { since: Since | undefined }) {
  if (!since) return <p className="muted">Since last meeting: this committee has held no meeting before.</p>;
  const what = `${since.shown ? "what was shown" : "what was recorded"} as at ${formatDateTime(new Date(since.at))}`;
  if (since.changes.length === 0)
    return <p className="muted">Since last meeting: nothing reads differently from {what}.</p>;
  return (
    <details className="since-last" open={since.changes.length <= 12}>
      <summary>
        Since last meeting: {since.changes.length} {since.changes.length === 1 ? "difference" : "differences"} from{" "}
        {what}
      </summary>
      <Scroll label="Since last meeting">
        <table className="tbl">
          <caption className="sr">Since last meeting, compared with {what}</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {since.changes.slice(0, most).map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
              <tr key={index}>
                <th scope="row">{change.what}</th>
                <td>{change.was}</td>
                <td>{change.is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {since.changes.length > most ? <p className="muted">And {since.changes.length - most} more.</p> : null}
    </details>
  );
}
