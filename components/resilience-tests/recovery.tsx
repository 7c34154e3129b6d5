import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDuration } from "#lib/dates.ts";
import { noTarget, recoveryEnded, recoveryOf } from "#lib/resilience-tests/resilience-test.ts";

type Recovered = {
  /** Left out where there is no room to say which of the two is missing. */
  systemId?: string | null;
  measuredMinutes: number | null;
  targetMinutes: number | null;
  heldFrom: Date | null;
  heldTo: Date | null;
};

/** Measured recovery, by the system or by paper, against the system's objective, in one mark. */
export function Recovery({ test }: { test: Recovered }) {
  const ended = recoveryEnded(test);
  const measured = `${formatDuration(test.measuredMinutes ?? 0)}${ended ? `, ${ended}` : ""}`;
  const target = formatDuration(test.targetMinutes ?? 0);
  switch (recoveryOf(test)) {
    case "not-measured":
      return <StateMark state="unknown">Not measured</StateMark>;
    case "no-target":
      return <StateMark state="unknown">{`${measured}, ${noTarget(test)}`}</StateMark>;
    case "within":
      return (
        <StateMark state="ok">{ended ? `${measured}, objective ${target}` : `${measured} of ${target}`}</StateMark>
      );
    case "over":
      return <StateMark state="bad">{`${measured}, objective ${target}`}</StateMark>;
  }
}
