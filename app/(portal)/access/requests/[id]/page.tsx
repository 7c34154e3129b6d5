import { ReplyForm } from "#components/access/reply-form.tsx";
import { RequestRecord } from "#components/access/request-record.tsx";
import { requestMarks } from "#components/access/requests-register.tsx";
import { RecordHistory } from "#components/trail/record-history.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { mayReply } from "#lib/access/policy.ts";
import { findGrant } from "#lib/access/queries/grants.ts";
import { findRequest, listAnswers } from "#lib/access/queries/requests.ts";
import { requestStanding, requestWords } from "#lib/access/request.ts";
import { can, type Room } from "#lib/access/roles.ts";
import { onlyOpened } from "#lib/evidence/inspection/opened.ts";
import { roomOfKind } from "#lib/records/policy.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { listTrailOf } from "#lib/trail/queries.ts";
import { titled } from "../../../records/titled.ts";
import { replyToRequestAction } from "../actions.ts";

export const generateMetadata = titled("Request");

export default async function RequestPage({ params }: PageProps<"/access/requests/[id]">) {
  const actor = await enter("access");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const request = await findRequest(tx, actor, id);
    const grant = request && (await findGrant(tx, actor, request.grantId));
    const answers = request && mayReply(actor, request);
    return (
      request && {
        request,
        records: answers && grant ? await onlyOpened(grant, await listAnswers(tx, actor, grant)) : undefined,
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        history: await listTrailOf(tx, actor, id),
        now: tx.now,
      }
    );
  });
  const { request, records, names, people, history, now } = found(page);
  const standing = requestStanding(request, now);
  return (
    <Page
      title={`${request.askedBy} asks for a record`}
      crumbs={[
        { label: "Access", href: "/access" },
        { label: "Asked of us", href: "/access/requests" },
      ]}
      marks={
        <>
          <Tag>{request.reference}</Tag>
          <StateChip state={requestMarks[standing]}>{requestWords[standing]}</StateChip>
        </>
      }
    >
      <RequestRecord
        request={request}
        names={names}
        people={people}
        opens={(kind) => can<Room>(actor, roomOfKind[kind], "read")}
      />
      {records ? (
        <ReplyForm
          action={replyToRequestAction}
          id={request.id}
          version={request.version}
          records={records}
          inspector={request.kind === "inspector"}
        />
      ) : null}
      <RecordHistory entries={history} reference={can(actor, "trail", "read") ? request.reference : undefined} />
    </Page>
  );
}
