import { OtherDay } from "#components/meetings/other-day.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateField, TimeField } from "#components/ui/date-fields.tsx";
import { FinalAct } from "#components/ui/final-act.tsx";
import { Form } from "#components/ui/form.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import { formatDate, formatTime, londonDay } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { countWord } from "#lib/words.ts";

type Act = { action: FormAction; id: string; version: number };
type Timed = Act & { when: Date };

export function BeginForm({ action, id, version, when, planned }: Timed & { planned: Date }) {
  const early = londonDay(planned) > londonDay(when);
  return (
    <Card title="Begin the meeting" id="begin">
      <Form action={action} submit="Begin the meeting" hidden={{ id, version }}>
        <p className="muted">
          The time at which it began is yours to write; the time at which you wrote it is kept beside it.
        </p>
        {early ? (
          <p>It is planned for {formatDate(planned)}. If that day has changed, move the meeting first.</p>
        ) : null}
        <MomentFields when={when} />
        <OtherDay />
      </Form>
    </Card>
  );
}

export function EndForm({ action, id, version, when, unanswered }: Timed & { unanswered: number }) {
  const open = unanswered === 1 ? "One question has" : `${countWord(unanswered)} questions have`;
  return (
    <FinalAct
      question="End the meeting?"
      records={
        <>
          No item is open after that and no decision is taken. What remains is the minutes and the chair&rsquo;s
          signature.{" "}
          {unanswered > 0 ? (
            <b>{open} no answer yet. After the end that can only be minuted as not decided, with a note.</b>
          ) : null}
        </>
      }
    >
      <Form action={action} submit="End the meeting" hidden={{ id, version }} id="end">
        <MomentFields when={when} />
      </Form>
    </FinalAct>
  );
}

export function CancelForm({ action, id, version }: Act) {
  return (
    <FinalAct question="Cancel this meeting?" records="It stays on the register with the reason, and is not held.">
      <Form action={action} submit="Cancel the meeting" variant="alarm" hidden={{ id, version }}>
        <TextArea name="reason" label="Why it is cancelled" rows={2} maxLength={400} />
      </Form>
    </FinalAct>
  );
}

function MomentFields({ when }: { when: Date }) {
  return (
    <div className="row wrap">
      <DateField name="date" label="Date" defaultValue={formatDate(when)} />
      <TimeField name="time" label="Time" defaultValue={formatTime(when)} />
    </div>
  );
}
