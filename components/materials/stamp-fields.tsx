import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";

type Props = { optional?: boolean; printed?: Date; until?: Date };

const example = "For example, 3 November 2026 or 3/11/26";

/** The date stamp: all three moments, or the copy is not dated. */
export function StampFields({ optional = false, printed, until }: Props) {
  return (
    <>
      <Moment
        name="content"
        label="Content as of"
        hint={
          optional
            ? "When the records it was printed from were true. Without all three dates the copy shows as “No date stamp”."
            : `When the records it was printed from were true. ${example}`
        }
        optional={optional}
      />
      <Moment name="printed" label="Printed" hint={example} optional={optional} when={printed} />
      <Moment name="until" label="Use until" hint={example} optional={optional} when={until} />
    </>
  );
}

type MomentProps = { name: string; label: string; hint: string; optional: boolean; when?: Date | undefined };

function Moment({ name, label, hint, optional, when }: MomentProps) {
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <p className="hint">{hint}</p>
      <div className="row wrap items-end">
        <DateField
          name={`${name}Date`}
          label={`${label}, date`}
          hint=""
          optional={optional}
          defaultValue={when && formatDate(when)}
        />
        <TimeField
          name={`${name}Time`}
          label={`${label}, time`}
          hint=""
          optional={optional}
          defaultValue={when && formatTime(when)}
        />
      </div>
    </fieldset>
  );
}
