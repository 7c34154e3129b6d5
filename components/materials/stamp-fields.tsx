import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";

type Props = { optional?: boolean; printed?: Date; until?: Date };

/** The date stamp: all three moments, or the copy is not dated. */
export function StampFields({ optional, printed, until }: Props) {
  const date = (when: Date | undefined) => (when ? formatDate(when) : undefined);
  const time = (when: Date | undefined) => (when ? formatTime(when) : undefined);
  return (
    <>
      <DateField
        name="contentDate"
        label="Content as of, date"
        hint={
          optional
            ? "When the records it was printed from were true. Without all three dates the copy shows as “No date stamp”."
            : "When the records it was printed from were true. For example, 3 November 2026 or 3/11/26"
        }
        optional={optional}
      />
      <TimeField name="contentTime" label="Content as of, time" optional={optional} />
      <DateField name="printedDate" label="Printed, date" optional={optional} defaultValue={date(printed)} />
      <TimeField name="printedTime" label="Printed, time" optional={optional} defaultValue={time(printed)} />
      <DateField name="untilDate" label="Use until, date" optional={optional} defaultValue={date(until)} />
      <TimeField name="untilTime" label="Use until, time" optional={optional} defaultValue={time(until)} />
    </>
  );
}
