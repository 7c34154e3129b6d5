import { BundleRecord } from "#components/evidence/bundle-record.tsx";
import { bundleShapes } from "#components/evidence/bundle-register.tsx";
import { RecordHistory } from "#components/trail/record-history.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import { StateChip } from "#components/ui/state-mark.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { enter, found, foundId, read } from "#lib/access/gate.ts";
import { formatDate } from "#lib/dates.ts";
import { bundleStateWords } from "#lib/evidence/bundle.ts";
import { may } from "#lib/evidence/policy.ts";
import { findUncommissioned, listBodies } from "#lib/evidence/queries/bodies.ts";
import { findOutdatedExtract } from "#lib/evidence/queries/extracts.ts";
import { listIssuers } from "#lib/evidence/queries/issuers.ts";
import {
  findBundle,
  findNextIssue,
  findProgress,
  listAcknowledgements,
  listTexts,
} from "#lib/evidence/queries/register.ts";
import { personNames, serviceNames } from "#lib/records/queries.ts";
import { readHistory } from "../../records/parts.tsx";
import { titled } from "../../records/titled.ts";
import {
  assembleBundleAction,
  clearTextsAction,
  discardBundleAction,
  issueBundleAction,
  withdrawBundleAction,
} from "../actions.ts";

export const generateMetadata = titled("Evidence bundle");

export default async function BundlePage({ params }: PageProps<"/evidence/[id]">) {
  const actor = await enter("evidence");
  const id = foundId((await params).id);
  const page = await read(actor, async (tx) => {
    const bundle = await findBundle(tx, actor, id);
    return (
      bundle && {
        bundle,
        progress: await findProgress(tx, actor, id),
        texts: may(actor, "draft", bundle) ? await listTexts(tx, actor, id) : [],
        acknowledged: await listAcknowledgements(tx, actor, id),
        next: await findNextIssue(tx, actor, id),
        before: bundle.supersedesId ? await findBundle(tx, actor, bundle.supersedesId) : undefined,
        issuers: await listIssuers(tx, actor, bundle.preparedBy),
        body: (await listBodies(tx, actor)).find((one) => one.id === bundle.bodyId)?.name,
        uncommissioned:
          bundle.state === "ready" && actor.services === "all"
            ? await findUncommissioned(tx, actor, bundle)
            : undefined,
        outdated: bundle.state === "ready" ? await findOutdatedExtract(tx, actor, bundle) : undefined,
        names: await serviceNames(tx, actor),
        people: await personNames(tx, actor),
        history: await readHistory(tx, actor, id),
      }
    );
  });
  const { bundle, history, ...rest } = found(page);
  const second = rest.issuers.length > 0;
  const working = bundle.state === "assembling" || bundle.state === "issuing";
  return (
    <Page
      title={bundle.title}
      crumbs={[{ label: "Evidence", href: "/evidence" }]}
      marks={
        <>
          <StateChip state={bundleShapes[bundle.state]}>{bundleStateWords[bundle.state]}</StateChip>
          <Tag>{bundle.reference}</Tag>
          {bundle.issue > 1 ? <Tag>Issue {bundle.issue}</Tag> : null}
        </>
      }
      says={`For ${rest.body ? `${rest.body}, ` : ""}${bundle.recipient}. Covers ${formatDate(bundle.periodFrom)} to ${formatDate(bundle.periodTo)}.`}
      actions={
        may(actor, "download", bundle) ? (
          <LinkButton variant="primary" href={`/api/evidence/${id}/download`} download>
            Download the bundle
          </LinkButton>
        ) : bundle.state === "withdrawn" && !rest.next && may(actor, "prepare", bundle) ? (
          <LinkButton variant="primary" href={`/evidence/new?supersedes=${id}`}>
            Prepare a new issue
          </LinkButton>
        ) : null
      }
    >
      {working ? <meta httpEquiv="refresh" content="2" /> : null}
      <BundleRecord
        bundle={bundle}
        {...rest}
        alone={!second}
        allowed={{
          change: may(actor, "change", bundle),
          prepare: may(actor, "prepare", bundle),
          discard: may(actor, "discard", bundle),
          assemble: may(actor, "assemble", bundle),
          check: may(actor, "check", bundle),
          draft: may(actor, "draft", bundle),
          issue: may(actor, "issue", bundle, second),
          withdraw: may(actor, "withdraw", bundle),
          issuer: may({ ...actor, personId: "" }, "issue", bundle, true),
        }}
        actions={{
          assemble: assembleBundleAction,
          clear: clearTextsAction,
          discard: discardBundleAction,
          issue: issueBundleAction,
          withdraw: withdrawBundleAction,
        }}
      />
      {history.length > 0 ? <RecordHistory entries={history} reference={bundle.reference} /> : null}
    </Page>
  );
}
