import { FileText, Keyboard, MessageSquare, Server } from "lucide-react";
import type { ReactNode } from "react";
import { When } from "#components/ui/as-at.tsx";
import { Go } from "#components/ui/go.tsx";
import { narrow } from "#components/ui/narrow.ts";
import { Scroll } from "#components/ui/scroll.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime, londonDay, minutesBetween } from "#lib/dates.ts";
import type { TimelineEntry } from "#lib/disruptions/queries/disruption.ts";
import { type Source, sourceWords } from "#lib/disruptions/words.ts";

const icons: Record<Source, ReactNode> = {
  phone: <Keyboard size={15} aria-hidden="true" />,
  paper: <FileText size={15} aria-hidden="true" />,
  system: <Server size={15} aria-hidden="true" />,
  told: <MessageSquare size={15} aria-hidden="true" />,
};

type Props = {
  entries: readonly TimelineEntry[];
  /** Given where an entry may be corrected. */
  correctHref?: (id: string) => string;
};

/** When it happened, what, who says so, and how it was written down. A corrected entry stays. */
export function TimelineTable({ entries, correctHref }: Props) {
  return (
    <Scroll label="Timeline, oldest first">
      <table className="tbl">
        <caption className="sr">Timeline, oldest first</caption>
        <thead className={narrow.head}>
          <tr>
            <th scope="col">Happened</th>
            <th scope="col">What</th>
            <th scope="col">Role</th>
            <th scope="col">Source</th>
            {correctHref ? <th scope="col">Written</th> : null}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <tr key={entry.id} id={entry.id} className={narrow.row}>
              <td className={`b nowrap ${narrow.lead}`}>
                <When when={entry.happenedAt} style="short" show={newDay(entries, index) ? "both" : "time"} />
              </td>
              <td className={narrow.lead}>
                <Says entry={entry} entries={entries} />
              </td>
              <td className={`muted ${narrow.lead}`}>{entry.role}</td>
              <td className={`muted nowrap ${narrow.lead}`}>
                <span className="row">
                  {icons[entry.source]}
                  {sourceWords[entry.source]}
                </span>
              </td>
              {correctHref ? (
                <td className={`muted ${narrow.cell}`} data-label="Written">
                  {minutesBetween(entry.happenedAt, entry.writtenAt) > 1
                    ? formatDateTime(entry.writtenAt, "short")
                    : "At the time"}
                  {entry.correctedBy ? null : (
                    <small>
                      <Go href={correctHref(entry.id)}>
                        Correct<span className="sr"> this entry</span>
                      </Go>
                    </small>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Says({ entry, entries }: { entry: TimelineEntry; entries: readonly TimelineEntry[] }) {
  const corrected = entries.find((one) => one.id === entry.correctsId);
  return (
    <>
      {entry.correctedBy ? <s>{entry.says}</s> : entry.says}
      {entry.correctedBy ? (
        <small>
          <StateMark state="info">Corrected by a later entry</StateMark>
        </small>
      ) : null}
      {entry.correctsId ? <small>Corrects: {corrected ? `“${corrected.says}”` : "an earlier entry"}</small> : null}
    </>
  );
}

function newDay(entries: readonly TimelineEntry[], index: number): boolean {
  const [before, here] = [entries[index - 1], entries[index]];
  return !before || !here || londonDay(before.happenedAt) !== londonDay(here.happenedAt);
}
