import { SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { HiddenField, TextField } from "#components/ui/text-fields.tsx";
import { formatTime } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { postWords } from "#lib/meetings/committee.ts";
import { attendNames } from "#lib/meetings/inputs/meetings.ts";
import { presences, presenceWords } from "#lib/meetings/meeting.ts";
import type { AttendanceRow, Seat } from "#lib/meetings/queries/attendance.ts";

type Props = {
  action: FormAction;
  id: string;
  version: number;
  /** The meeting's day, to which the times belong. */
  day: string;
  seats: readonly Seat[];
  attendance: readonly AttendanceRow[];
  /** Everyone else whom the organisation knows. */
  others: readonly (readonly [id: string, name: string])[];
};

/** Everyone at once; what is left empty stays unrecorded. */
export function AttendanceForm({ action, id, version, day, seats, attendance, others }: Props) {
  const noted = new Map(attendance.map((row) => [row.personId, row]));
  return (
    <Form action={action} submit="Save attendance" hidden={{ id, version, day }}>
      {seats.map((seat) => {
        const row = noted.get(seat.personId);
        const names = attendNames(seat.personId);
        return (
          <fieldset key={seat.personId} className="row wrap">
            <legend className="b">
              {seat.name}, {postWords[seat.post].toLowerCase()}
              {seat.ended ? ", post ended" : ""}
            </legend>
            <HiddenField name="personId" value={seat.personId} />
            <SelectField
              name={names.presence}
              label="Was there"
              empty="Not recorded"
              options={presences.map((value) => ({ value, label: presenceWords[value] }))}
              defaultValue={row?.presence}
            />
            <TextField
              name={names.came}
              label="Came at"
              optional
              width="short"
              defaultValue={row?.cameAt ? formatTime(row.cameAt) : undefined}
            />
            <TextField
              name={names.left}
              label="Left at"
              optional
              width="short"
              defaultValue={row?.leftAt ? formatTime(row.leftAt) : undefined}
            />
          </fieldset>
        );
      })}
      <SelectField
        name="guestId"
        label="Also in attendance"
        hint="Somebody who holds no post here. They are not counted for the quorum."
        optional
        empty="Nobody"
        options={others.map(([value, label]) => ({ value, label }))}
      />
    </Form>
  );
}
