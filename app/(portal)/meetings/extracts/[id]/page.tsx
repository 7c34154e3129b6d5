import { CarryingList } from "#components/evidence/carrying-list.tsx";
import { LinkEvidence } from "#components/frameworks/link-evidence.tsx";
import { WithdrawExtractForm } from "#components/meetings/extract-forms.tsx";
import { ExtractWords } from "#components/meetings/extract-words.tsx";
import { RecordHistory } from "#components/trail/record-history.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { roleLabels } from "#lib/access/roles.ts";
import { formatDate, formatDateTime, londonDay } from "#lib/dates.ts";
import { listCarrying } from "#lib/evidence/queries/extracts.ts";
import { findEvidenceFor } from "#lib/frameworks/queries.ts";
import { postWords } from "#lib/meetings/committee.ts";
import { extractName } from "#lib/meetings/extract.ts";
import { may } from "#lib/meetings/policy.ts";
import { type Extract, findExtract } from "#lib/meetings/queries/extracts.ts";
import { findMeeting } from "#lib/meetings/queries/meeting.ts";
import { maySee } from "#lib/records/policy.ts";
import { findRecord, personNames, serviceNames } from "#lib/records/queries.ts";
import { readHistory } from "../../../records/parts.tsx";
import { titled } from "../../../records/titled.ts";
import { withdrawExtractAction } from "../actions.ts";

export const generateMetadata = titled("Extract of minutes");

export default async function ExtractPage({ params }: PageProps<"/meetings/extracts/[id]">) {
  const actor = await enter("meetings");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const extract = await findExtract(tx, actor, id);
    const record = extract && (await findRecord(tx, actor, id));
    if (!extract || !record || !maySee(actor, record)) return undefined;
    const meeting = await findMeeting(tx, actor, extract.meetingId);
    return {
      extract,
      mayOpen: meeting !== undefined,
      mayWithdraw: extract.state === "marked" && meeting !== undefined && may(actor, "extract", meeting),
      evidence: await findEvidenceFor(tx, actor, record),
      bundles: await listCarrying(tx, actor, [id]),
      names: await serviceNames(tx, actor),
      people: await personNames(tx, actor),
      history: await readHistory(tx, actor, id),
    };
  });
  const { extract, mayOpen, mayWithdraw, evidence, bundles, names, people, history } = found(page);
  const marked = extract.state === "marked";
  return (
    <Page
      title={`${extractName(extract)}, ${extract.committee}`}
      crumbs={[
        { label: "Meetings", href: "/meetings" },
        ...(mayOpen ? [{ label: extract.meeting, href: `/meetings/${extract.meetingId}/minutes` }] : []),
      ]}
      marks={
        <>
          <StateChip state={marked ? "ok" : "na"}>{marked ? "Can leave as evidence" : "Withdrawn"}</StateChip>
          <Tag>{extract.reference}</Tag>
        </>
      }
      says={`One minute of ${formatDate(londonDay(extract.heldAt))}, as it was signed. For ${extract.serviceIds.map((one) => names.get(one)).join(", ")}.`}
    >
      {extract.withdrawnAt ? (
        <Notice tone="warn" title={`Withdrawn ${formatDateTime(extract.withdrawnAt)}`}>
          {extract.withdrawnReason}
          {extract.withdrawnBy ? ` (${people.get(extract.withdrawnBy) ?? "someone who has left"})` : ""}
        </Notice>
      ) : null}
      <div className="grid-main">
        <div className="stack loose">
          <Card title="What leaves">
            <ExtractWords minute={extract} />
            {extract.addenda ? (
              <>
                <h3 className="h-group">Added since, and leaves with it</h3>
                <p className="keep-lines">{extract.addenda}</p>
              </>
            ) : null}
          </Card>
          {mayWithdraw ? (
            <WithdrawExtractForm action={withdrawExtractAction} id={id} version={extract.version} />
          ) : null}
        </div>
        <div className="stack loose">
          <Card title="The signed minutes">
            <KeyValues items={factsOf(extract, mayOpen, people)} />
          </Card>
          <Card title="Left in these bundles" flush={bundles.length > 0}>
            {bundles.length > 0 ? (
              <CarryingList bundles={bundles} />
            ) : (
              <p className="sm muted">No issued bundle that you may read holds it.</p>
            )}
          </Card>
          {evidence ? <LinkEvidence {...evidence} mayLink={evidence.mayLink && marked} /> : null}
        </div>
      </div>
      {history.length > 0 ? <RecordHistory entries={history} reference={extract.reference} /> : null}
    </Page>
  );
}

function factsOf(extract: Extract, mayOpen: boolean, people: Map<string, string>) {
  const { signedPost, signedAt, quorate, signedAlone, signedSha256, markedBy, markedRole, markedAt } = extract;
  const by = people.get(markedBy) ?? "Someone who has left";
  return [
    {
      label: "Minutes",
      value: mayOpen ? <Go href={`/meetings/${extract.meetingId}/minutes`}>{extract.meeting}</Go> : extract.meeting,
    },
    { label: "Signed", value: `By the ${postWords[signedPost].toLowerCase()}, ${formatDateTime(signedAt)}` },
    ...(quorate ? [] : [{ label: "Quorum", value: "Not quorate throughout" }]),
    ...(signedAlone ? [{ label: "Signed alone", value: "No second person available" }] : []),
    { label: "Fingerprint", value: <span className="hash fingerprint">{signedSha256}</span> },
    { label: "Chosen by", value: `${by}, ${roleLabels[markedRole].toLowerCase()}, ${formatDateTime(markedAt)}` },
  ];
}
