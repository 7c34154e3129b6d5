import { BundleEnd } from "#components/evidence/bundle-end.tsx";
import { BundleIssue, IssueReady } from "#components/evidence/bundle-issue.tsx";
import { BundleSteps } from "#components/evidence/bundle-steps.tsx";
import { BundleTexts, type CheckText } from "#components/evidence/bundle-texts.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { inRole } from "#lib/access/roles.ts";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { groupedFingerprint, leftToTick, purposeWords, servicesNamed } from "#lib/evidence/bundle.ts";
import { placeAfter } from "#lib/evidence/next-issue.ts";
import type { Issuer } from "#lib/evidence/queries/issuers.ts";
import type { findBundle, NextIssue } from "#lib/evidence/queries/register.ts";
import { sectionOf } from "#lib/evidence/sections.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { sizeWords } from "#lib/words.ts";

export type Bundle = NonNullable<Awaited<ReturnType<typeof findBundle>>>;
export type BundleActions = Record<"assemble" | "clear" | "discard" | "issue" | "withdraw", FormAction>;
export type Allowed = Record<
  "assemble" | "change" | "check" | "discard" | "draft" | "issue" | "prepare" | "withdraw" | "issuer",
  boolean
>;

type Props = {
  bundle: Bundle;
  progress: { step: number; steps: number; words: string; fault: string | null } | undefined;
  texts: CheckText[];
  acknowledged: { at: Date; name: string }[];
  /** The commissioner it goes to. */
  body: string | undefined;
  /** Why it cannot go to that commissioner now. */
  uncommissioned: string | undefined;
  outdated: string | undefined;
  issuers: readonly Issuer[];
  /** The bundle that follows it as its next issue. */
  next: NextIssue | undefined;
  /** The bundle after which it comes. */
  before: Bundle | undefined;
  names: Map<string, string>;
  people: Map<string, string>;
  alone: boolean;
  allowed: Allowed;
  actions: BundleActions;
};

export function BundleRecord(props: Props) {
  const {
    bundle,
    progress,
    texts,
    acknowledged,
    body,
    uncommissioned,
    outdated,
    issuers,
    names,
    people,
    next,
    before,
  } = props;
  const { alone, allowed, actions } = props;
  const { id, version, state } = bundle;
  return (
    <>
      {progress?.fault ? <Notice tone="bad">{progress.fault}</Notice> : null}
      {state === "assembling" || state === "issuing" ? (
        <Notice tone="info" title={progress?.steps ? `Step ${progress.step} of ${progress.steps}` : "Waiting"} live>
          {progress?.words || "The worker will begin in a moment."}. This page looks again every two seconds.
        </Notice>
      ) : null}
      <BundleEnd bundle={bundle} next={next} people={people} />
      {state === "discarded" ? null : <BundleSteps state={state} texts={texts} />}
      <div className="grid-2">
        <Card title="Scope">
          <KeyValues
            items={[
              { label: "Purpose", value: purposeWords[bundle.purpose] },
              ...(bundle.bodyId ? [{ label: "Commissioner", value: body }] : []),
              { label: "Services", value: servicesNamed(bundle.serviceIds, names) },
              { label: "Sections", value: bundle.sections.map((one) => sectionOf(one)?.title ?? one).join("; ") },
              ...(before ? [after(before)] : []),
              { label: "Framework", value: bundle.framework },
              { label: "Marking", value: bundle.marking },
              {
                label: "Prepared by",
                value: act(people.get(bundle.preparedBy), bundle.preparedRole, formatDate(bundle.preparedAt)),
              },
              { label: "Records as at", value: bundle.snapshotAt ? formatDateTime(bundle.snapshotAt) : notYet(state) },
            ]}
          />
        </Card>
        {bundle.sha256 ? <Fingerprints bundle={bundle} people={people} acknowledged={acknowledged} /> : null}
        {state === "draft" || state === "ready" ? (
          <Card title={state === "draft" ? "Assemble" : "Draft"}>
            <p>
              {state === "draft"
                ? "What the recipient may see is read as at one moment, and every free text that would leave is listed."
                : "This is what would leave. Assemble it again if a record has changed since."}
            </p>
            <div className="row wrap">
              {allowed.draft ? <LinkButton href={`/api/evidence/${id}/draft`}>Open the draft PDF</LinkButton> : null}
              {allowed.change ? <LinkButton href={`/evidence/${id}/edit`}>Change the draft</LinkButton> : null}
              {allowed.assemble ? (
                <Form
                  action={actions.assemble}
                  submit={state === "draft" ? "Assemble the bundle" : "Assemble it again"}
                  variant={state === "draft" ? "primary" : "quiet"}
                  hidden={{ id, version }}
                />
              ) : null}
            </div>
          </Card>
        ) : null}
      </div>
      {state === "ready" ? (
        <IssueReady left={leftToTick(texts)} all={texts.length} body={body} issuers={issuers} shown={allowed.draft} />
      ) : null}
      {allowed.draft ? (
        <BundleTexts id={id} texts={texts} people={people} mayCheck={allowed.check} action={actions.clear} />
      ) : null}
      <BundleIssue
        bundle={bundle}
        next={next}
        before={before}
        names={names}
        body={body}
        texts={texts}
        uncommissioned={uncommissioned}
        outdated={outdated}
        issuers={issuers}
        alone={alone}
        allowed={allowed}
        actions={actions}
      />
    </>
  );
}

/** Superseded is what this one takes, or took, the place of; one that was withdrawn has none to take. */
function after(before: Bundle) {
  const { supersedes, follows } = placeAfter(before);
  const value = <Go href={`/evidence/${before.id}`}>{supersedes ?? follows}</Go>;
  return { label: supersedes ? "Supersedes" : "Follows", value };
}

function notYet(state: Bundle["state"]): string {
  return state === "discarded" ? "It was not assembled" : "Not yet: they are read when it is assembled";
}

/** Who did it, in which role, and when. */
function act(name: string | undefined, role: string | null, when: string): string {
  return `${inRole(name ?? "Someone who has left", role)}, ${when}`;
}

function acknowledgedBy(acknowledged: Props["acknowledged"]): string {
  return acknowledged.map((one) => `${one.name}, ${formatDateTime(one.at)}`).join("; ") || "Not yet";
}

function Fingerprints({ bundle, people, acknowledged }: Pick<Props, "bundle" | "people" | "acknowledged">) {
  return (
    <Card title="Issued" footer="The bundle's own fingerprint is shown here and nowhere inside it.">
      <KeyValues
        items={[
          {
            label: "Issued by",
            value:
              bundle.issuedBy &&
              bundle.issuedAt &&
              act(people.get(bundle.issuedBy), bundle.issuedRole, formatDateTime(bundle.issuedAt)),
          },
          ...(bundle.alone ? [{ label: "Second person", value: "No second person available" }] : []),
          {
            label: "Size",
            value: bundle.bytes && `${sizeWords(bundle.bytes)} (${bundle.bytes.toLocaleString("en-GB")} bytes)`,
          },
          { label: "Bundle SHA-256", value: <span className="hash">{groupedFingerprint(bundle.sha256 ?? "")}</span> },
          {
            label: "Records fingerprint",
            value: <span className="hash">{groupedFingerprint(bundle.recordsFingerprint ?? "")}</span>,
          },
          { label: "Signing key", value: <span className="hash">{bundle.keyFingerprint}</span> },
          ...(bundle.bodyId ? [{ label: "Acknowledged", value: acknowledgedBy(acknowledged) }] : []),
        ]}
      />
    </Card>
  );
}
