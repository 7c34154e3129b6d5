import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextField } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime } from "#lib/dates.ts";
import { type Moment, moments, momentWords, type Times } from "#lib/disruptions/disruption.ts";
import type { listTimeChanges } from "#lib/disruptions/queries/disruption.ts";
import type { FormAction } from "#lib/forms/state.ts";

const asks: Record<Moment, string> = {
  started: "When it began, if anybody knows",
  noticed: "When somebody here first saw it: from here on we were aware",
  declared: "When the shift lead said to work the downtime way",
  "on-paper": "When the first thing was written on paper",
  restored: "When systems worked again",
  verified: "When a senior found the records right and complete",
};

export function TimesForm({
  action,
  id,
  version,
  times,
  open,
}: {
  action: FormAction;
  id: string;
  version: number;
  times: Times;
  /** Which of them can be typed; the others are sent as they stand. */
  open: readonly Moment[];
}) {
  const standing = moments
    .filter((moment) => !open.includes(moment))
    .flatMap((moment) => asTyped(moment, times[moment]));
  return (
    <Form action={action} submit="Save the times" hidden={{ id, version, ...Object.fromEntries(standing) }}>
      <p className="muted">Leave both fields of a time empty while it is not known yet.</p>
      {open.map((moment) => {
        const at = times[moment];
        return (
          <fieldset key={moment} className="field">
            <legend>{momentWords[moment]}</legend>
            <p className="hint">{asks[moment]}</p>
            <div className="row wrap items-end">
              <DateField
                name={`${moment}-date`}
                label={`Date, ${momentWords[moment].toLowerCase()}`}
                hint=""
                optional
                defaultValue={at ? formatDate(at) : undefined}
              />
              <TimeField
                name={`${moment}-time`}
                label={`Time, ${momentWords[moment].toLowerCase()}`}
                hint=""
                optional
                defaultValue={at ? formatTime(at) : undefined}
              />
            </div>
          </fieldset>
        );
      })}
      {open.some((moment) => times[moment] !== null) ? (
        <TextField
          name="reason"
          label="Why a known time changes"
          hint="Both times are kept with this reason"
          optional
        />
      ) : null}
    </Form>
  );
}

function asTyped(moment: Moment, at: Date | null): [string, string][] {
  return [
    [`${moment}-date`, at ? formatDate(at) : ""],
    [`${moment}-time`, at ? formatTime(at) : ""],
  ];
}

/** The times nobody can change now. */
export function TimesStanding({ times, standing }: { times: Times; standing: readonly Moment[] }) {
  return (
    <Card title="Times that stand">
      <KeyValues
        items={standing.map((moment) => {
          const at = times[moment];
          return { label: momentWords[moment], value: at ? <When when={at} /> : null };
        })}
      />
    </Card>
  );
}

type Changes = Awaited<ReturnType<typeof listTimeChanges>>;

export function TimeChanges({ changes, roles }: { changes: Changes; roles: Readonly<Record<string, string>> }) {
  if (changes.length === 0) return null;
  return (
    <Card title="How the times became known" flush>
      <ol className="list top">
        {changes.map((change) => (
          <li key={change.id}>
            <div className="grow">
              <b>{momentWords[change.moment]}</b>
              <small>
                {change.before ? <When when={change.before} /> : "Not known yet"} became{" "}
                {change.after ? <When when={change.after} /> : "not known yet"}. {change.reason}
              </small>
              <small>
                {roles[change.role]}, <When when={change.at} />
              </small>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
