import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { formatDateTime, formatDuration } from "#lib/dates.ts";
import { bandWords } from "#lib/disruptions/disruption.ts";
import type { Fallback, Impact } from "#lib/disruptions/queries/disruption.ts";
import { taskWords, type Worked, workedWords } from "#lib/disruptions/words.ts";
import { materialName } from "#lib/records/material-kinds.ts";

type Props = { impacts: readonly Impact[]; names: ReadonlyMap<string, string> };

/** What it meant, one service after the other. People are counts. */
export function ImpactList({ impacts, names }: Props) {
  return (
    <Card title="What it meant, by service" flush={impacts.length === 0}>
      {impacts.length === 0 ? (
        <Empty
          missing="Nothing is recorded for your services."
          means="Counts of people and of what was late belong here."
        />
      ) : (
        <div className="stack">
          {inOrder(impacts, names).map((impact) => (
            <section key={impact.id}>
              <h3 className="h">{names.get(impact.serviceId) ?? "A service"}</h3>
              <KeyValues items={itemsOf(impact)} />
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

function inOrder(impacts: Props["impacts"], names: Props["names"]): Impact[] {
  const nameOf = (impact: Impact) => names.get(impact.serviceId) ?? "";
  return impacts.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), "en-GB"));
}

function itemsOf(impact: Impact) {
  const { taskKind, tasksDone, tasksDue, tasksLate, longestLateMinutes } = impact;
  const late = tasksLate
    ? `${tasksLate}${longestLateMinutes ? `, at most ${formatDuration(longestLateMinutes)} late` : ""}`
    : tasksLate === 0
      ? "None"
      : null;
  return [
    { label: "People affected", value: impact.peopleAffected ?? bandWords[impact.peopleBand] },
    { label: "Staff on shift", value: impact.staffOnShift },
    ...(taskKind
      ? [
          { label: taskWords[taskKind].label, value: `${tasksDone ?? "Not known"} of ${tasksDue ?? "not known"} done` },
          { label: "Late", value: late },
        ]
      : []),
    ...(impact.onPaperAt ? [{ label: "On paper from", value: formatDateTime(impact.onPaperAt) }] : []),
    ...(impact.restoredAt ? [{ label: "Systems back here", value: formatDateTime(impact.restoredAt) }] : []),
    ...(impact.note ? [{ label: "Note", value: impact.note }] : []),
  ];
}

const marks: Record<Worked, State> = { yes: "ok", partly: "warn", no: "bad", "not-known": "unknown" };

export function FallbackList({ fallbacks }: { fallbacks: readonly Fallback[] }) {
  return (
    <Card title="What was used instead" flush>
      {fallbacks.length === 0 ? (
        <Empty
          missing="Nothing is recorded yet."
          means="Whether the paper worked is what the next shift has to know."
        />
      ) : (
        <ul className="list top">
          {fallbacks.map((use) => (
            <li key={use.id}>
              <div className="grow">
                <b>{materialName(use.materialKind)}</b>
                {use.note ? <small>{use.note}</small> : null}
              </div>
              {use.used && use.worked ? (
                <StateMark state={marks[use.worked]}>{workedWords[use.worked]}</StateMark>
              ) : (
                <StateMark state="na">Not used</StateMark>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
