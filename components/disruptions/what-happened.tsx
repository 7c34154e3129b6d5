import { TimelineTable } from "#components/disruptions/timeline-table.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { type Phase, PhaseBar } from "#components/ui/phase-bar.tsx";
import { Scroll } from "#components/ui/scroll.tsx";
import { formatDuration, minutesBetween } from "#lib/dates.ts";
import { moments, momentWords } from "#lib/disruptions/disruption.ts";
import type { WholeDisruption } from "#lib/disruptions/queries/whole.ts";

const shownEntries = 8;

export function WhatHappened({ whole }: { whole: WholeDisruption }) {
  const { disruption, timeline } = whole;
  const offline = timeline.filter((entry) => minutesBetween(entry.happenedAt, entry.writtenAt) > 30).length;
  return (
    <Card
      title="What happened"
      footer={
        <>
          <span className="grow">
            {Math.min(shownEntries, timeline.length)} of {timeline.length} {timeline.length === 1 ? "entry" : "entries"}
            .
            {offline > 0
              ? ` ${offline} ${offline === 1 ? "was" : "were"} written down later; both times are kept.`
              : ""}
          </span>
          {timeline.length > shownEntries ? (
            <Go href={`/disruptions/${disruption.id}/timeline`}>Show all {timeline.length}</Go>
          ) : null}
        </>
      }
      flush
    >
      <div className="pad">
        <PhaseBar label="Phases" phases={phasesOf(whole)} />
        <PhaseTable whole={whole} />
      </div>
      <TimelineTable entries={timeline.slice(0, shownEntries)} />
    </Card>
  );
}

function phasesOf({ disruption, reads, review, now }: WholeDisruption): Phase[] {
  const { noticedAt, onPaperAt, restoredAt, paper, verifiedAt } = disruption;
  const onPaper = paper !== "not-used";
  const reviewedAt = review?.heldAt ?? review?.submittedAt ?? undefined;
  const phase = (word: string, state: Phase["state"], from: Date | null, to: Date | null | undefined): Phase => ({
    word,
    state: from ? state : "unknown",
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  });
  const live = restoredAt === null ? now : undefined;
  return [
    phase("Noticed", "bad", noticedAt, (onPaper ? onPaperAt : undefined) ?? restoredAt ?? live),
    ...(onPaper ? [phase("Working on paper", "warn", onPaperAt, restoredAt ?? live)] : []),
    phase(onPaper ? "Systems back, records entered" : "Systems back", "progress", restoredAt, verifiedAt ?? reviewedAt),
    // Without the records verified in between, the review is one moment, not a time of its own.
    ...(reads.review
      ? [phase("Reviewed", "ok", verifiedAt ?? reviewedAt ?? null, verifiedAt ? reviewedAt : undefined)]
      : []),
  ];
}

/** The same times as a table, with those that are not known yet. */
function PhaseTable({ whole }: { whole: WholeDisruption }) {
  const { disruption } = whole;
  const at = {
    started: disruption.startedAt,
    noticed: disruption.noticedAt,
    declared: disruption.declaredAt,
    "on-paper": disruption.onPaperAt,
    restored: disruption.restoredAt,
    verified: disruption.verifiedAt,
  };
  const aware = disruption.noticedAt;
  return (
    <details className="chart-table">
      <summary>Table</summary>
      <Scroll label="The times of this disruption">
        <table className="tbl">
          <caption className="sr">The times of this disruption</caption>
          <thead>
            <tr>
              <th scope="col">Moment</th>
              <th scope="col">UK local time</th>
              <th scope="col">After it was noticed</th>
            </tr>
          </thead>
          <tbody>
            {moments.map((moment) => {
              const when = at[moment];
              return (
                <tr key={moment}>
                  <th scope="row">{momentWords[moment]}</th>
                  <td>{when ? <When when={when} /> : "Not known yet"}</td>
                  <td>{when && aware && when > aware ? formatDuration(minutesBetween(aware, when)) : ""}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
