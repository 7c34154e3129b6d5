import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import { TextArea } from "#components/ui/text-fields.tsx";
import type { MyRequest } from "#lib/access/outside.ts";
import { formatDateTime } from "#lib/dates.ts";
import type { Names } from "#lib/evidence/collect/register.ts";
import type { FormAction } from "#lib/forms/state.ts";

export type Opens = (recordId: string) => { href: string; word: string } | undefined;
type Props = {
  ask: FormAction;
  requests: readonly MyRequest[];
  names: Names;
  /** Where the reader opens a record that answers, and its name; undefined when it is not opened in this room. */
  opens: Opens;
};

const shapes: Record<string, { state: State; word: string }> = {
  open: { state: "progress", word: "Waiting for an answer" },
  answered: { state: "ok", word: "Answered" },
  declined: { state: "na", word: "Declined, with a reason" },
};

/** Ask for a record, and what became of earlier questions: the history stands on both sides. */
export function AskCard({ ask, requests, names, opens }: Props) {
  return (
    <Card title="Something missing?" id="asked">
      <p>
        Ask for a record and the registered manager will reply here, within two working days. Requests are kept with
        this access.
      </p>
      <Form action={ask} submit="Ask for a record" variant="plain">
        <TextArea name="what" label="Which record do you need?" rows={3} maxLength={2000} />
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
      {requests.length > 0 ? (
        <ul className="lines">
          {requests.map((request) => (
            <li key={request.id}>
              {request.what}
              <small>
                {request.reference}, asked {formatDateTime(request.askedAt)}
              </small>
              <StateMark state={shapes[request.state]?.state ?? "unknown"}>
                {shapes[request.state]?.word ?? request.state}
              </StateMark>
              {request.replies.map((reply) => (
                <small key={`${reply.kind}${reply.at.toISOString()}`}>
                  {formatDateTime(reply.at)}: {reply.words ?? "Answered with a record"}
                  {reply.recordId ? <Answer place={opens(reply.recordId)} /> : null}
                </small>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function Answer({ place }: { place: ReturnType<Opens> }) {
  return <> {place ? <a href={place.href}>{place.word}</a> : "The record, to be seen on site"}</>;
}
