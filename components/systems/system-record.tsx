import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { formatDate, formatDateTime, formatDuration, londonDay } from "#lib/dates.ts";
import { serviceWords } from "#lib/records/services.ts";
import type { findSystem } from "#lib/systems/queries.ts";
import { analogueDaysLeft, hostingWords } from "#lib/systems/system.ts";

type System = NonNullable<Awaited<ReturnType<typeof findSystem>>>;
type Props = {
  system: System;
  names: Map<string, string>;
  people: Map<string, string>;
  now: Date;
};

export function SystemRecord({ system, names, people, now }: Props) {
  return (
    <Card title="What it is" footer={`Changed ${formatDateTime(system.changedAt)}`}>
      <KeyValues
        items={[
          {
            label: "Services",
            value: serviceWords(system.serviceIds, names),
          },
          { label: "Where it runs", value: hostingWords[system.hosting] },
          { label: "Supplier", value: system.supplier },
          {
            label: "Back within",
            value: system.objectiveMinutes === null ? null : formatDuration(system.objectiveMinutes),
          },
          {
            label: "Care can bear",
            value:
              system.tolerableMinutes === null
                ? null
                : `${formatDuration(system.tolerableMinutes)}. ${system.careReason ?? ""}`,
          },
          { label: "Phone line", value: <Line system={system} now={now} /> },
          { label: "Owner", value: system.ownerId && people.get(system.ownerId) },
          ...(system.retiredReason ? [{ label: "No longer used", value: system.retiredReason }] : []),
        ]}
      />
    </Card>
  );
}

function Line({ system, now }: { system: System; now: Date }) {
  if (!system.analogue) return "Not analogue";
  const days = analogueDaysLeft(system, londonDay(now));
  if (days === undefined) return <StateMark state="unknown">Analogue, end date not known</StateMark>;
  const on = formatDate(system.analogueEndsOn ?? "");
  return (
    <StateMark state={days < 0 ? "bad" : "warn"}>
      {days < 0 ? `Analogue line ended ${on}` : `Analogue line ends ${on}, in ${days} days`}
    </StateMark>
  );
}
