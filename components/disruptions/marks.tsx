import { Severity } from "#components/ui/severity.tsx";
import { type State, StateChip, StateMark } from "#components/ui/state-mark.tsx";
import {
  type DisruptionState,
  isLive,
  type Severity as Level,
  type SetAside,
  severityWords,
  standingWords,
} from "#lib/disruptions/disruption.ts";

const shapes: Record<DisruptionState, State> = {
  reported: "live",
  triaged: "live",
  "downtime-active": "live",
  "service-restored": "progress",
  reconciling: "warn",
  "under-review": "progress",
  "awaiting-approval": "warn",
  closed: "ok",
};

type Stated = { state: DisruptionState; restoredAt: Date | null; setAside: SetAside | null };

function shapeOf(row: Stated): State {
  if (row.setAside) return "na";
  return isLive(row) ? "live" : row.state === "reported" || row.state === "triaged" ? "progress" : shapes[row.state];
}

export function DisruptionChip({ row }: { row: Stated }) {
  return <StateChip state={shapeOf(row)}>{standingWords(row)}</StateChip>;
}

export function DisruptionMark({ row }: { row: Stated }) {
  return <StateMark state={shapeOf(row)}>{standingWords(row)}</StateMark>;
}

/** Neutral: how bad it was is a fact, not a warning. */
export function SeverityTag({ level }: { level: Level | undefined }) {
  return level ? <Severity level={level} word={severityWords[level].label} /> : "Not known yet";
}
