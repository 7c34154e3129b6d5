import { BundleIssue } from "#components/evidence/bundle-issue.tsx";
import { BundleSteps } from "#components/evidence/bundle-steps.tsx";
import { BundleTexts, type CheckText } from "#components/evidence/bundle-texts.tsx";
import { LinkButton } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValues } from "#components/ui/facts.tsx";
import { Form } from "#components/ui/form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatDate, formatDateTime } from "#lib/dates.ts";
import { groupedFingerprint, purposeWords } from "#lib/evidence/bundle.ts";
import type { findBundle } from "#lib/evidence/queries.ts";
import { sectionOf } from "#lib/evidence/sections.ts";
import type { FormAction } from "#lib/forms/state.ts";

export type Bundle = NonNullable<Awaited<ReturnType<typeof findBundle>>>;
export type BundleActions = Record<"assemble" | "clear" | "issue" | "withdraw", FormAction>;
export type Allowed = Record<"assemble" | "check" | "draft" | "issue" | "withdraw" | "issuer", boolean>;

type Props = {
  bundle: Bundle;
  progress: { step: number; steps: number; words: string; fault: string | null } | undefined;
  texts: CheckText[];
  acknowledged: { at: Date }[];
  names: Map<string, string>;
  people: Map<string, string>;
  alone: boolean;
  allowed: Allowed;
  actions: BundleActions;
};

export function BundleRecord({ bundle, progress, texts, acknowledged, names, people, alone, allowed, actions }: Props) {
  const { id, version, state } = bundle;
  return (
    <>
      {progress?.fault ? <Notice tone="bad">{progress.fault}</Notice> : null}
      {state === "assembling" || state === "issuing" ? (
        <Notice tone="info" title={progress?.steps ? `Step ${progress.step} of ${progress.steps}` : "Waiting"} live>
          {progress?.words || "The worker will begin in a moment."}. This page looks again every two seconds.
        </Notice>
      ) : null}
      {bundle.endedReason && bundle.endedAt ? (
        <Notice
          tone="warn"
          title={`${state === "withdrawn" ? "Withdrawn" : "Superseded"} ${formatDateTime(bundle.endedAt)}`}
        >
          {bundle.endedReason}
        </Notice>
      ) : null}
      <BundleSteps state={state} texts={texts} />
      <div className="grid-2">
        <Card title="Scope">
          <KeyValues
            items={[
              { label: "Purpose", value: purposeWords[bundle.purpose] },
              { label: "Services", value: bundle.serviceIds.map((one) => names.get(one)).join(", ") },
              { label: "Sections", value: bundle.sections.map((one) => sectionOf(one)?.title ?? one).join("; ") },
              { label: "Framework", value: bundle.framework },
              { label: "Marking", value: bundle.marking },
              {
                label: "Prepared by",
                value: `${people.get(bundle.preparedBy) ?? "Someone who has left"}, ${formatDate(bundle.preparedAt)}`,
              },
              { label: "Records as at", value: bundle.snapshotAt && formatDateTime(bundle.snapshotAt) },
            ]}
          />
        </Card>
        {bundle.sha256 ? <Fingerprints bundle={bundle} people={people} acknowledged={acknowledged} /> : null}
        {state === "draft" || state === "ready" ? (
          <Card title={state === "draft" ? "Assemble" : "Draft"}>
            <p>
              {state === "draft"
                ? "The worker reads one snapshot with the recipient's own rights, and lists every free text that would leave."
                : "This is what would leave. Assemble it again if a record has changed since."}
            </p>
            <div className="row wrap">
              {allowed.draft ? <LinkButton href={`/api/evidence/${id}/draft`}>Open the draft PDF</LinkButton> : null}
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
      {allowed.draft ? (
        <BundleTexts id={id} texts={texts} people={people} mayCheck={allowed.check} action={actions.clear} />
      ) : null}
      <BundleIssue bundle={bundle} texts={texts} alone={alone} allowed={allowed} actions={actions} />
    </>
  );
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
              `${people.get(bundle.issuedBy) ?? "Someone who has left"}, ${formatDateTime(bundle.issuedAt)}`,
          },
          ...(bundle.alone ? [{ label: "Second person", value: "No second person available" }] : []),
          { label: "Size", value: bundle.bytes && `${bundle.bytes.toLocaleString("en-GB")} bytes` },
          { label: "Bundle SHA-256", value: <span className="hash">{groupedFingerprint(bundle.sha256 ?? "")}</span> },
          {
            label: "Records fingerprint",
            value: <span className="hash">{groupedFingerprint(bundle.recordsFingerprint ?? "")}</span>,
          },
          { label: "Signing key", value: <span className="hash">{bundle.keyFingerprint}</span> },
          ...(bundle.bodyId
            ? [{ label: "Acknowledged", value: acknowledged[0] ? formatDateTime(acknowledged[0].at) : "Not yet" }]
            : []),
        ]}
      />
    </Card>
  );
}
