import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDuration } from "#lib/dates.ts";
import { recoveryOf } from "#lib/resilience-tests/resilience-test.ts";

/** How long until the work was carried again, by the system or by paper, against the system's objective, in one mark. */
export function Recovery({ test }: { test: { measuredMinutes: number | null; targetMinutes: number | null } }) {
  const measured = formatDuration(test.measuredMinutes ?? 0);
  const target = formatDuration(test.targetMinutes ?? 0);
  switch (recoveryOf(test)) {
    case "not-measured":
      return <StateMark state="unknown">Not measured</StateMark>;
    case "no-target":
      return <StateMark state="unknown">{`${measured}, no objective set`}</StateMark>;
    case "within":
      return <StateMark state="ok">{`${measured} of ${target}`}</StateMark>;
    case "over":
      return <StateMark state="bad">{`${measured}, objective ${target}`}</StateMark>;
  }
}
