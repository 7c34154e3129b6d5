import { reachWords } from "#components/access/people-register.tsx";
import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { grantKindWords } from "#lib/access/grant.ts";
import type { RequestRecord as Request } from "#lib/access/queries/requests.ts";
import { dueDay, replyWords } from "#lib/access/request.ts";
import { inRole } from "#lib/access/roles.ts";
import { formatDate } from "#lib/dates.ts";
import { type RecordKind, recordHref } from "#lib/records/record.ts";

type Props = {
  request: Request;
  names: Map<string, string>;
  people: Map<string, string>;
  /** The kinds of record that the reader's role may open; of others the reference is told. */
  opens: (kind: RecordKind) => boolean;
};

export function RequestRecord({ request, names, people, opens }: Props) {
  return (
    <div className="grid-2">
      <Card title="What they ask for">
        <div className="stack">
          <p className="keep-lines">{request.what}</p>
          <KeyValues
            items={[
              {
                label: "Asked by",
                value: (
                  <>
                    <Go href={`/access/grants/${request.grantId}`}>
                      {inRole(request.askedBy, grantKindWords[request.kind].toLowerCase())}
                    </Go>
                  </>
                ),
              },
              { label: "Asked", value: <When when={request.askedAt} /> },
              { label: "Answer by", value: `The end of ${formatDate(dueDay(request.askedAt))}, two working days` },
              { label: "Services", value: reachWords({ allServices: false, serviceIds: request.serviceIds }, names) },
              ...(request.closedAt ? [{ label: "Answered", value: <When when={request.closedAt} /> }] : []),
            ]}
          />
        </div>
      </Card>
      <Card title="What was said to them" flush footer="They read the same on their own page, without names.">
        {request.replies.length === 0 ? (
          <Empty missing="Nothing yet." means="A note tells them that you are looking; an answer ends the wait." />
        ) : (
          <ol className="list top">
            {request.replies.map((reply) => (
              <li key={reply.id}>
                <div className="grow">
                  <b>{replyWords[reply.kind]}</b>
                  {reply.words ? <p className="keep-lines">{reply.words}</p> : null}
                  {reply.recordId && reply.recordKind && opens(reply.recordKind) ? (
                    <Go href={recordHref(reply.recordKind, reply.recordId)}>
                      {reply.recordReference} {reply.recordTitle}
                    </Go>
                  ) : reply.recordId ? (
                    <p>{reply.recordReference}, which your role does not open</p>
                  ) : null}
                  <small>
                    {people.get(reply.repliedBy)}, <When when={reply.at} />
                  </small>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Card>
    </div>
  );
}
