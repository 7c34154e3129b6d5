import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate } from "#lib/dates.ts";

/** The days that the cadence gives, and for which of them a meeting is called. */
export function ComingDays({ days, called }: { days: readonly string[]; called: readonly string[] }) {
  return (
    <Card title="Coming days" flush>
      {days.length === 0 ? (
        <Empty missing="The cadence gives no day that can be called yet." means="Check from which day it is counted." />
      ) : (
        <ul className="list">
          {days.map((day) => (
            <li key={day}>
              <span className="grow">{formatDate(day)}</span>
              {called.includes(day) ? (
                <StateMark state="ok">Called</StateMark>
              ) : (
                <StateMark state="not-started">Not called</StateMark>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
