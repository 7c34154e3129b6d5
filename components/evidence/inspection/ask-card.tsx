import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { MyRequest } from "#lib/access/outside.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { FormAction } from "#lib/forms/state.ts";

export type Opens = (recordId: string) => { href: string; word: string } | undefined;
type Props = {
  ask: FormAction;
  requests: readonly MyRequest[];
  names: Names;
  /** Where the reader opens a record that answers, and its name; undefined when it is not opened in this room. */
  opens: Opens;
  /** What to do about an answer that is not opened in this room. */
  closed: string;
  /** The request that was sent just now. */
  asked?: string | undefined;
};

const shapes: Record<string, { state: State; word: string }> = {
  open: { state: "progress", word: "Waiting for an answer" },
  answered: { state: "ok", word: "Answered" },
  declined: { state: "na", word: "Declined, with a reason" },
};

/** Ask for a record, and what became of earlier questions: the history stands on both sides. */
export function AskCard({ ask, asked, requests, names, opens, closed }: Props) {
  const sent = requests.find((request) => request.id === asked);
  return (
    <Card title="Something missing?" id="asked">
      <div className="stack">
        <p>
          Ask for a record and the registered manager will reply here, within two working days. Requests are kept with
          this access.
        </p>
        {sent ? (
          <Notice tone="ok" title={`${sent.reference} was sent.`} live>
            {sent.state === "open"
              ? `The registered manager is to answer it here by the end of ${formatDate(sent.dueOn)}.`
              : "It has been answered below."}
          </Notice>
        ) : null}
        <Form key={asked} action={ask} submit="Ask for a record" variant="plain">
          <TextArea name="what" label="Which record do you need?" hint="At most 2,000 characters." rows={3} />
          {names.services.size > 1 ? (
            <SelectField
              name="serviceId"
              label="Which service is it about?"
              optional
              empty="All of them"
              options={[...names.services].map(([value, label]) => ({ value, label }))}
            />
          ) : null}
        </Form>
      </div>
      {requests.length > 0 ? (
        <>
          <h3 className="asked-before">Asked before</h3>
          <ul className="lines">
            {requests.map((request) => (
              <li key={request.id}>
                {request.what}
                <small>
                  {request.reference}, asked {formatDateTime(request.askedAt)}
                  {request.state === "open" ? `, an answer is due by ${formatDate(request.dueOn)}` : ""}
                </small>
                <StateMark state={shapes[request.state]?.state ?? "unknown"}>
                  {shapes[request.state]?.word ?? request.state}
                </StateMark>
                {request.replies.map((reply) => (
                  <small key={`${reply.kind}${reply.at.toISOString()}`}>
                    {formatDateTime(reply.at)}: {reply.words ?? "Answered with a record."}
                    {reply.recordId ? <Answer place={opens(reply.recordId)} closed={closed} /> : null}
                  </small>
                ))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}

function Answer({ place, closed }: { place: ReturnType<Opens>; closed: string }) {
  return <> {place ? <a href={place.href}>{place.word}</a> : closed}</>;
}
